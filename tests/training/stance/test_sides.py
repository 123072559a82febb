from training.stance.sides import Families, Side, key, side


def test_a_claim_is_the_same_claim_however_it_is_cut_into_tokens() -> None:
    assert key("The harbour 's pier , rebuilt .") == key("The harbour's pier, rebuilt.")


def test_about_a_fifth_is_held_out_and_a_tenth_kept_for_tuning() -> None:
    found = [side(f"claim {number}") for number in range(4000)]
    assert 0.17 < found.count(Side.HELD) / 4000 < 0.23
    assert 0.08 < found.count(Side.TUNE) / 4000 < 0.12


def test_claims_that_share_evidence_stand_on_one_side() -> None:
    families = Families([(f"claim {number}", f"evidence {number // 2}") for number in range(400)])
    assert all(families.side(f"claim {number}") is families.side(f"claim {number + 1}") for number in range(0, 400, 2))
    assert len({families.side(f"claim {number}") for number in range(400)}) == 3


def test_a_claim_of_no_family_stands_where_it_hashes() -> None:
    assert Families([]).side("The Pier!") is side("the pier")
