"""Does a profile say one thing about who is the prime contractor?

The declared conditions under ``work`` decide which policies and sections the manual has; a site's
``is_prime_contractor`` (or the conditions listed at the site) decides where they hold. What one says and the
other denies would print a manual that contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from manualgen.errors import Problem
from manualgen.intake.parts import RUNS_SITE, UNDER_ANOTHER, Company, Site
from manualgen.intake.profile import Profile
from manualgen.intake.vocabulary import Vocabulary


def check_prime_contractor(profile: Profile, knowledge: Vocabulary, missing: frozenset[str]) -> Iterator[Problem]:
    """Yield where a site, its conditions and the declared work disagree on the role."""
    declared = profile.work.conditions
    for index, site in enumerate(profile.sites):
        yield from _check_site(profile, index, site)
        if site.is_prime_contractor and RUNS_SITE not in declared:
            what = "the client runs this site, but its manual has no prime contractor's system"
            yield profile.problem(("sites", index, "is_prime_contractor"), what, f"add {RUNS_SITE} to work.conditions")
        elif site.is_prime_contractor is False and site.prime_contractor and UNDER_ANOTHER not in declared:
            what = "another company runs this site, but the manual says nothing of working under one"
            fix = f"add {UNDER_ANOTHER} to work.conditions"
            yield profile.problem(("sites", index, "is_prime_contractor"), what, fix, severity="warning")
    fixed = [site for site in profile.sites if site.kind != "mobile"]
    if RUNS_SITE in declared and fixed and all(site.run_by_client is False for site in profile.sites):
        at = ("work", "conditions", declared.index(RUNS_SITE))
        what = f"`{RUNS_SITE}` is declared, but every site says that another company runs it"
        yield profile.problem(at, what, "write `is_prime_contractor: true` at the site that the client runs, or delete it")


def _check_site(profile: Profile, index: int, site: Site) -> Iterator[Problem]:
    """Yield where one site contradicts itself."""
    at = ("sites", index)
    if RUNS_SITE in site.conditions and UNDER_ANOTHER in site.conditions:
        where = (*at, "conditions", site.conditions.index(UNDER_ANOTHER))
        yield profile.problem(where, f"the site has `{RUNS_SITE}` and `{UNDER_ANOTHER}`", "keep one")
    elif site.is_prime_contractor is not None:
        denied = UNDER_ANOTHER if site.is_prime_contractor else RUNS_SITE
        if denied in site.conditions:
            where = (*at, "conditions", site.conditions.index(denied))
            what = f"`{denied}` contradicts `is_prime_contractor: {str(site.is_prime_contractor).lower()}`"
            yield profile.problem(where, what, "keep one of the two")
    if site.prime_contractor and site.run_by_client is not None:
        own = _is_client(site.prime_contractor, profile.company)
        if own != site.run_by_client:
            said = "the client runs this site" if site.run_by_client else "another company runs this site"
            what = f"`{site.prime_contractor}` is {'the client' if own else 'not the client'}, but {said}"
            yield profile.problem((*at, "prime_contractor"), what, "correct this name or is_prime_contractor")


def _is_client(name: str, company: Company) -> bool:
    names = {n.casefold() for n in (company.legal_name, company.trade_name) if n}
    return name.casefold() in names
