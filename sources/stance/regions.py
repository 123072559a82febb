"""States and countries that tell places of one name apart: "Springfield, Ohio", "Paris, Texas". Plain Python."""

_LISTED = (
    "alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,georgia,hawaii,idaho,illinois,"
    "indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,"
    "nebraska,nevada,new hampshire,new jersey,new mexico,new york,north carolina,north dakota,ohio,oklahoma,oregon,"
    "pennsylvania,rhode island,south carolina,south dakota,tennessee,texas,utah,vermont,virginia,washington,"
    "west virginia,wisconsin,wyoming,ontario,quebec,alberta,manitoba,saskatchewan,nova scotia,new brunswick,"
    "british columbia,newfoundland,victoria,queensland,tasmania,new south wales,england,scotland,wales,"
    "northern ireland,ireland,canada,australia,new zealand,france,germany,spain,portugal,italy,austria,switzerland,"
    "belgium,netherlands,poland,russia,ukraine,greece,turkey,cyprus,egypt,libya,lebanon,syria,israel,india,pakistan,"
    "china,japan,brazil,argentina,chile,peru,mexico,colombia,venezuela,cuba,jamaica,nigeria,ghana,kenya,south africa,"
    "sweden,norway,denmark,finland,iceland,romania,hungary,bulgaria,serbia,croatia"
)
REGIONS = frozenset(_LISTED.split(","))
