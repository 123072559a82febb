import uuid

import pytest
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from factcheck.api.filters import BadParameter, as_number, as_text, as_uuid, one_of, read_filters

READERS = {"article": as_uuid, "after": as_number, "name": as_text, "kind": one_of(("red", "blue"))}


def request_for(query: str) -> Request:
    return Request(APIRequestFactory().get(f"/x/?{query}"))


def test_what_is_given_is_read_and_the_rest_is_left_out() -> None:
    article = uuid.uuid4()

    assert read_filters(request_for(f"article={article}&after=7"), READERS) == {"article": article, "after": 7}


@pytest.mark.parametrize(
    "query",
    ["articel=1", "article=1", "after=-1", "after=+1", "after=1.5", "after=", "after=٣", f"after={'9' * 19}",
     "kind=green", "name=", "name=%00", f"name={'x' * 201}", "after=1&after=1", "cursor=x"],
)  # fmt: skip
def test_what_can_not_be_read_is_refused(query: str) -> None:
    with pytest.raises(BadParameter) as caught:
        read_filters(request_for(query), READERS)

    assert list(caught.value.fields) == [query.partition("=")[0]]


def test_a_refusal_names_what_is_allowed() -> None:
    with pytest.raises(BadParameter, match="after, article, kind, name"):
        read_filters(request_for("articel=1"), READERS)


def test_paging_is_allowed_where_there_are_pages() -> None:
    assert read_filters(request_for("cursor=x&page_size=3"), {}, paged=True) == {}


def test_a_needed_parameter_that_is_missing_is_asked_for() -> None:
    with pytest.raises(BadParameter, match="article is needed"):
        read_filters(request_for(""), READERS, required=("article",))


def test_an_endpoint_without_parameters_takes_none() -> None:
    with pytest.raises(BadParameter, match="allowed: none"):
        read_filters(request_for("format=json"))
