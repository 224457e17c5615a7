# ruff: noqa: E501 - a table is read by the row
"""Short forms of first names: who signs as Mike may be greeted so, whatever the account says."""

from collections.abc import Mapping

SHORT_NAMES: Mapping[str, frozenset[str]] = {
    short: frozenset(full.split())
    for short, full in {
        # English
        "andy": "andrew", "annie": "anne ann anna", "becky": "rebecca", "bella": "isabella", "bert": "albert robert herbert",
        "beth": "elizabeth", "betty": "elizabeth", "bill": "william", "billy": "william", "bob": "robert",
        "bobby": "robert", "cathy": "catherine katherine", "charlie": "charles charlotte", "chuck": "charles", "cindy": "cynthia",
        "dick": "richard", "debbie": "deborah", "ed": "edward edwin", "eddie": "edward edwin", "fred": "frederick alfred",
        "gus": "angus augustus", "hank": "henry", "harry": "henry harold", "jack": "john jackson", "jerry": "gerald jeremy jerome",
        "jim": "james", "jimmy": "james", "joe": "joseph", "johnny": "john", "kate": "catherine katherine kathryn",
        "katie": "catherine katherine kathryn", "kathy": "catherine katherine kathleen", "kit": "christopher", "larry": "lawrence laurence", "lizzie": "elizabeth",
        "liz": "elizabeth", "maggie": "margaret", "meg": "margaret", "mick": "michael", "mike": "michael",
        "mindy": "melinda", "ned": "edward", "peggy": "margaret",
        "penny": "penelope", "rick": "richard", "rob": "robert", "ron": "ronald",
        "sally": "sarah", "steve": "stephen steven", "sue": "susan suzanne", "ted": "edward theodore", "tom": "thomas",
        "tony": "anthony antonio", "trish": "patricia", "tricia": "patricia", "vicky": "victoria", "will": "william", "zack": "zachary",
        # Nordic
        "kalle": "karl carl", "lasse": "lars", "nisse": "nils", "olle": "olof olov", "pelle": "per",
        "janne": "jan", "maggan": "margareta", "lotta": "charlotta charlotte", "lena": "helena magdalena helene", "kicki": "kristina christina",
        "stina": "kristina christina", "bosse": "bo", "uffe": "ulf", "kjelle": "kjell",
        "hasse": "hans", "mia": "maria", "mickan": "mikaela", "micke": "mikael michael", 
        "titti": "kristina", "sussie": "susanne", "gittan": "birgitta", "britta": "birgitta", "bitte": "birgitte",
        "gitte": "birgitte", 
        "lis": "elisabeth", "jeppe": "jacob jakob", 
        # Portuguese
        "bia": "beatriz", "bel": "isabel", "beto": "roberto alberto", "chico": "francisco", "duda": "eduarda maria",
        "gui": "guilherme", "guga": "gustavo", "joca": "joaquim", "juca": "jose", "lu": "luciana luiza lucia luisa",
        "manel": "manuel", "mena": "filomena", "nando": "fernando", "nel": "manuel", "quim": "joaquim",
        "tonio": "antonio", "to": "antonio", "tiao": "sebastiao", "toninho": "antonio", "tuca": "arthur", "ze": "jose",
        "zeca": "jose", "xico": "francisco", "leninha": "helena", "nelo": "manuel",
    }.items()
}  # fmt: skip
