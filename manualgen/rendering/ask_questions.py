"""The questions of the ask-list, in words that can be read out on the phone.

In: the slot of a blank (``sites.shop.aed``, ``facts.boot-allowance``, ``law.ladders.height_m``), an assumption or a
gap of the plan. Out: one question with the name of the site, role or thing it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from manualgen.planning.plan import Assumption, Gap
from manualgen.rendering.context import Voice

COMPANY = {
    "legal_name": "What is the registered legal name of the company?",
    "trade_name": "Under which name does the company trade?",
    "address": "What is the street address of the head office, with the postal code?",
    "mailing_address": "Where does mail go, if not to the head office?",
    "phone": "What is the main phone number of the company?",
    "emergency_phone": "Which company phone is answered day and night?",
    "email": "What is the company's e-mail address?",
    "website": "What is the address of the company's website?",
    "wcb_account": "What is the company's account number at the workers' compensation board?",
    "business_number": "What is the company's CRA business number?",
    "established": "In which year did the company begin?",
    "description": "What does the company do, in a sentence or two?",
}

SITE = {
    "description": "What is {site}: what stands there and what is done there?",
    "address": "What is the street address of {site}, or its legal land location?",
    "workers_per_shift": "How many people work at {site} on its largest shift?",
    "shifts": "What are the hours of work at {site}?",
    "muster_point": "Where do people gather at {site} in an emergency?",
    "muster_point_alternate": "Where do people gather at {site} when the first muster point is not safe?",
    "hospital": "Which hospital with an emergency department is nearest to {site}?",
    "hospital.name": "Which hospital with an emergency department is nearest to {site}?",
    "hospital.street": "What is the street address of {hospital}?",
    "hospital.city": "In which city or town is {hospital}?",
    "hospital.phone": "What is the phone number of {hospital}?",
    "hospital.directions": "How does one drive from {site} to {hospital}?",
    "travel_minutes_to_hospital": "How many minutes is it by road from {site} to {hospital}?",
    "ambulance_minutes": "How many minutes does an ambulance take to {site}?",
    "first_aid_class": "Which hazard class do the first-aid tables give {site}?",
    "first_aid_room": "Where is first aid given at {site}?",
    "first_aid_kit": "Where are the first aid kits at {site}?",
    "aed": "Where is the nearest defibrillator (AED) to {site}? Say so if there is none.",
    "eyewash": "Where is the eyewash at {site}? Say so if there is none.",
    "fire_extinguishers": "Where are the fire extinguishers at {site}?",
    "spill_kit": "Where is the spill kit at {site}? Say so if there is none.",
    "gas_shutoff": "Where is the gas shut off at {site}? Say so if there is no gas.",
    "electrical_shutoff": "Where is the main switch for the power at {site}?",
    "water_shutoff": "Where is the water shut off at {site}?",
    "alarm": "How are people at {site} warned to get out: which signal, given by whom?",
    "emergency_phone": "Which phone is answered at {site} in an emergency?",
    "radio_channel": "Which radio channel is used at {site}? Say so if there is none.",
    "cell_coverage": "Where at {site} do cell phones work, and where do they not?",
    "prime_contractor": "Which company is the prime contractor at {site}?",
    "owner": "Who is the owner of the project at {site}?",
    "starts": "On which day does work at {site} begin?",
    "ends": "On which day does work at {site} end?",
    "map_posted": "Where does the site map of {site} hang?",
}

_ROLE = re.compile(r"\{(role-[a-z-]+)\}")
_WORK = {
    "work.tasks": "Do your crews do this: {title}?",
    "work.equipment": "Do you use, own or rent: {title}?",
    "work.products": "Do you use or store: {title}?",
    "work.conditions": "Do you meet this at work: {title}?",
    "work.permits": "Does your work need this permit: {title}?",
}

_GAPS = {
    "no-entry": "the library does not know it: no hazards, no controls and no documents print for it",
    "no-assessment": "its hazard assessment is not finished, so none prints",
    "no-procedure": "it is critical work, and no safe job procedure prints for it",
}


def question(voice: Voice, slot: str, label: str) -> str:
    """Return the question for the blank ``slot``; ``label`` is what the manual prints in its place."""
    group, _, rest = slot.partition(".")
    if group == "company" and rest in COMPANY:
        return COMPANY[rest]
    if group == "sites":
        name, _, key = rest.partition(".")
        if key in SITE:
            return SITE[key].format(site=site_title(voice, name), hospital=_hospital(voice, name))
        return f"{label.rstrip('?')}, at {site_title(voice, name)}?"
    if group == "law":
        return _legal(voice, rest)
    if group == "good":
        return f"{label.removesuffix(': confirm')}: the value and its source"
    return _fact(voice, rest, label)


def site_title(voice: Voice, site: str) -> str:
    """Return what people call the site with the id ``site``."""
    return next((str(s["title"]) for s in voice.sites if s["id"] == site), site)


def assumption_question(voice: Voice, assumption: Assumption) -> str:
    """Return the question that confirms or corrects what was assumed."""
    if assumption.field in _WORK:
        return _WORK[assumption.field].format(title=voice.library.title_of(assumption.value))
    if assumption.field == "headcount.peak_12_months":
        return (
            "What was the highest number of people at any one time in the last 12 months, owners included? "
            f"(Taken as {assumption.value}.)"
        )
    if assumption.field == "sites":
        return "Which workplaces are there: shop, office, yard, projects, customers' places? (None was given.)"
    return f"Is this right: {assumption.field} is {assumption.value}?"


def gap_title(voice: Voice, gap: Gap) -> str:
    """Return what the gap is about in words: its title, that of an industry's list, or the words of its id."""
    if gap.title != gap.what:
        return gap.title
    for industry in voice.library.industries.values():
        for group in ("tasks", "equipment", "products", "conditions", "permits"):
            for item in industry.get(group, ()):
                if isinstance(item, Mapping) and item.get("id") == gap.what and item.get("title"):
                    return str(item["title"])
    return gap.what.partition("-")[2].replace("-", " ").capitalize() or gap.what


def gap_missing(gap: Gap) -> str:
    """Return what the manual lacks because of the gap, as a clause."""
    return _GAPS.get(gap.kind, gap.missing)


def _hospital(voice: Voice, site: str) -> str:
    title = site_title(voice, site)
    found: Any = next((s.get("hospital") for s in voice.sites if s["id"] == site), None)
    name = found.get("name") if isinstance(found, Mapping) else None
    return f"{name}, nearest to {title}" if name else f"the hospital nearest to {title}"


def _fact(voice: Voice, slot: str, label: str) -> str:
    if slot in voice.library.blanks:
        asked = str(voice.library.blanks[slot].title)
        return _ROLE.sub(lambda m: voice.role_titles.get(m[1], voice.library.title_of(m[1])), asked)
    if slot.startswith(("first-aid.need", "first-aid-need")):  # for the workplaces together, or -SITE for one
        site = slot.removeprefix("first-aid-need-")
        where = f" at {site_title(voice, site)}" if site != slot else ""
        return f"Which first aiders and which kit does the first-aid schedule of {voice.law_home} ask for{where}?"
    if label.startswith("Mobile of "):
        return f"What is the cell phone number{label.removeprefix('Mobile')}?"
    if label.startswith("Phone: "):
        return f"What is the phone number of: {label.removeprefix('Phone: ')}?"
    return f"What is to be written here: {label.rstrip('?')}?"


def _legal(voice: Voice, rest: str) -> str:
    """Return what to look up for ``topic.key``: the topic's title and the meaning of the number."""
    name, _, key = rest.rpartition(".")
    topic = voice.law.registry.topics.get(name)
    if topic is None:
        return f"{rest.replace('_', ' ')}"
    number = topic.numbers.get(key)
    meaning = number.meaning if number is not None and number.meaning else key.replace("_", " ")
    return f"{topic.title}: {meaning[:1].lower() + meaning[1:] if meaning[1:2].islower() else meaning}"
