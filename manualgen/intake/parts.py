"""The parts of a profile: company, people, sites, work, document control.

In: plain data (texts, lists, mappings) from the YAML file. Out: frozen models.
Everything that is not given is ``None`` or empty: later stages turn it into a
named blank slot, never into a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from manualgen.intake.text import (
    AssetPath,
    Colour,
    Coordinates,
    Count,
    Day,
    Email,
    Id,
    Name,
    Number,
    Percent,
    Phone,
    PostalCode,
    Prefix,
    Prose,
    Province,
    Regulator,
    Website,
    YesNo,
    complaint,
)


def _listed(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise complaint("must be a list", "write one `- item` a line, or [item, item]")
    if len(value) > 2_000:
        raise complaint(f"has {len(value)} items", "write at most 2,000")
    return value


Listed = BeforeValidator(_listed)
Ids = Annotated[tuple[Id, ...], Listed]
Names = Annotated[tuple[Name, ...], Listed]


class Part(BaseModel):
    """Base of all parts: frozen, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def says(description: str, *examples: object, default: Any = None) -> Any:
    """A field with its description and examples for editors and error messages."""
    return Field(default, description=description, examples=list(examples) or None)


class Address(Part):
    """Where something is: a street address, or what rural places have instead."""

    street: Name | None = says("Number and street", "Unit 4, 118 Foundry Way")
    city: Name | None = says("City, town, county or reserve", "Lethbridge")
    province: Province | None = says("Two-letter province or territory", "AB")
    postal_code: PostalCode | None = says("Postal code", "T1H 0A1")
    land_location: Name | None = says("Legal land description or lease, where there is no street", "SW-12-034-05-W4")
    directions: Prose | None = says("How to drive there, as told to an ambulance", "North on Range Road 52 for 3 km")
    coordinates: Coordinates | None = says("Latitude, longitude in degrees", "49.6956, -112.8451")


class Contact(Part):
    """Somebody to call."""

    title: Name = Field(description="Who this is: a role, a service or an office", examples=["Site superintendent"])
    id: Id | None = says("Short id, so that texts can name this contact", "utility-locates")
    name: Name | None = says("Name of the person, if it is to be printed")
    organisation: Name | None = says("Company or agency")
    phone: Phone | None = says("Phone", "403-555-0142")
    mobile: Phone | None = says("Cell phone", "403-555-0143")
    radio: Name | None = says("Radio channel or call sign", "Channel 4")
    email: Email | None = says("E-mail", "site@example.com")
    note: Prose | None = says("When to call", "Before any digging")


class Company(Part):
    """The client. ``name`` is what the manual calls it."""

    legal_name: Name | None = says("Registered name", "Kestrel Coulee Electric Ltd.")
    trade_name: Name | None = says("Name in daily use", "Kestrel Coulee Electric")
    address: Address | None = says("Head office")
    mailing_address: Address | None = says("Where mail goes, if elsewhere")
    phone: Phone | None = says("Main phone", "403-555-0142")
    emergency_phone: Phone | None = says("Company phone answered day and night", "403-555-0199")
    email: Email | None = says("Main e-mail", "office@example.com")
    website: Website | None = says("Website", "https://example.com")
    contacts: Annotated[tuple[Contact, ...], Listed] = says("Company-wide contacts", default=())
    logo: AssetPath | None = says("PNG or JPEG file, from the profile's folder", "assets/logo.png")
    brand_colour: Colour | None = says('Six hex digits in quotes: "#1F4E79"', "#1F4E79")
    wcb_account: Name | None = says("Workers' compensation account number")
    business_number: Name | None = says("CRA business number")
    established: Count | None = says("Year the company began", 2011)
    description: Prose | None = says("What the company does, in a sentence or two")

    @property
    def name(self) -> str:
        """The name the manual uses: the trade name, else the legal name."""
        return self.trade_name or self.legal_name or ""

    @property
    def city(self) -> str | None:
        """The city of the head office, or None."""
        return self.address.city if self.address else None


class Headcount(Part):
    """How many people, counted in each of the ways that partners and laws count."""

    total: Count = Field(description="Everyone on the payroll today, owners included", examples=[7])
    peak_12_months: Count | None = says("Highest number at any one time in the last 12 months", 7)
    fte: Number | None = says("Full-time equivalents", 6.4)
    operating_month_average: Number | None = says("Average over the months with work", 6.8)
    by_province: Mapping[Province, Count] = says("People in each province", {"AB": 7}, default={})
    by_workplace: Mapping[Id, Count] = says("People at each site, by site id", {"shop": 7}, default={})
    subcontractors_dedicated: Count | None = says("People of subcontractors who work only for you", 0)
    seasonal: Count | None = says("Seasonal and temporary people in the total at the peak", 0)
    volunteers: Count | None = says("Volunteers, for example firefighters", 0)

    @property
    def peak(self) -> int:
        """The highest number in 12 months as far as given, never less than the total."""
        return max(self.total, self.peak_12_months or 0)


class Operation(Part):
    """A line of work under one regulator (a province, or CA for federal work such as interprovincial trucking)."""

    id: Id = Field(description="Short id", examples=["electrical"])
    title: Name = Field(description="What it is called", examples=["Electrical contracting"])
    regulator: Regulator = Field(description="Province or territory, or CA for federal", examples=["AB"])
    headcount: Count | None = says("People in this operation", 7)
    description: Prose | None = says("What this operation does")


class Certification(Part):
    """A certificate the client holds or seeks."""

    partner: Id = Field(description="Certifying partner", examples=["ab-acsa"])
    program: Id = says("The partner's program, or auto: chosen by headcount", "auto", "cor", "secor", default="auto")
    provinces: Annotated[tuple[Province, ...], Listed] = says("Provinces it covers", ["AB"], default=())
    primary: YesNo = says("True for the one whose elements give the chapters", True, default=False)
    certificate_number: Name | None = says("Number, when already certified")
    expires: Day | None = says("Expiry of the certificate", "2028-05-31")
    next_audit: Day | None = says("Planned date of the next audit", "2027-03-01")


class IndustryShare(Part):
    """An industry and its share of the work in per cent."""

    id: Id = Field(description="Industry of the library", examples=["electrical"])
    share: Percent | None = says("Per cent of the work; all shares together are 100", 100)


class Work(Part):
    """Declared work: each item switches on the texts, forms and training it needs."""

    tasks: Ids = says("What the crews do", ["tsk-service-call"], default=())
    equipment: Ids = says("Tools, machines and vehicles, own or rented", ["eqp-extension-ladder"], default=())
    products: Ids = says("Hazardous products used or stored", ["prd-gasoline"], default=())
    conditions: Ids = says("What the workplaces are like", ["cnd-working-alone"], default=())
    permits: Ids = says("Permits the work needs", ["prm-hot-work"], default=())

    def declared(self) -> tuple[str, ...]:
        """Return every declared id, in the order of the profile."""
        return (*self.tasks, *self.equipment, *self.products, *self.conditions, *self.permits)


class Asset(Part):
    """One machine, vehicle or tool that has its own number or inspection record."""

    unit: Name = Field(description="Unit number or name", examples=["Van 3"])
    equipment: Id = Field(description="What it is, as in work.equipment", examples=["eqp-service-van"])
    make: Name | None = says("Make and model")
    serial: Name | None = says("Serial number or VIN")
    year: Count | None = says("Model year", 2021)
    site: Id | None = says("Site where it is kept", "shop")
    rented: YesNo = says("True when rented", default=False)


class Hospital(Part):
    """The nearest hospital or clinic with an emergency department."""

    name: Name = Field(description="Name", examples=["Chinook Regional Hospital"])
    street: Name | None = says("Number and street")
    city: Name | None = says("City", "Lethbridge")
    phone: Phone | None = says("Phone")
    directions: Prose | None = says("How to get there from the site")


class Picture(Part):
    """A picture of a site and what it shows; a plain path is short for its ``file``."""

    file: AssetPath = Field(description="PNG or JPEG file, from the profile's folder", examples=["assets/gate.jpg"])
    caption: Name | None = says("What it shows; also read out to those who cannot see it", "Gate 1 with the horn")


RUNS_SITE, UNDER_ANOTHER = "cnd-is-prime-contractor", "cnd-work-under-prime-contractor"
SiteKind = Literal["office", "shop", "yard", "warehouse", "plant", "store", "facility", "project", "camp", "mobile"]


class Site(Part):
    """A workplace, with what its emergency page needs."""

    id: Id = Field(description="Short id", examples=["shop"])
    title: Name = Field(description="What people call it", examples=["Shop and office"])
    kind: SiteKind = Field(description="Kind of site; mobile = crews at changing places", examples=["shop"])
    description: Prose | None = says("What the place is")
    address: Address | None = says("Where it is")
    operation: Id | None = says("Operation it belongs to, when there are several", "electrical")
    workers_per_shift: Count | None = says("Most workers on one shift; first-aid needs depend on it", 7)
    shifts: Name | None = says("Hours of work", "Monday to Friday, 07:00 to 15:30")
    muster_point: Prose | None = says("Where people gather", "North-east corner of the lot, by the light")
    muster_point_alternate: Prose | None = says("Where people gather when the first place is not safe")
    hospital: Hospital | None = says("Nearest hospital")
    travel_minutes_to_hospital: Count | None = says("Minutes by road to the hospital", 12)
    ambulance_minutes: Count | None = says("Minutes until an ambulance is there", 15)
    first_aid_class: Literal["low-hazard", "medium-hazard", "high-hazard"] | None = says(
        "Hazard class for the first-aid tables", "high-hazard"
    )
    first_aid_room: Prose | None = says("Where first aid is given")
    first_aid_kit: Prose | None = says("Where the kits are")
    aed: Prose | None = says("Where the defibrillator is")
    eyewash: Prose | None = says("Where the eyewash is")
    fire_extinguishers: Prose | None = says("Where the extinguishers are")
    spill_kit: Prose | None = says("Where the spill kit is")
    gas_shutoff: Prose | None = says("Where the gas is shut off")
    electrical_shutoff: Prose | None = says("Where the power is shut off")
    water_shutoff: Prose | None = says("Where the water is shut off")
    alarm: Prose | None = says("How people are warned", "Three long blasts of an air horn")
    emergency_phone: Phone | None = says("Phone at the site in an emergency", "403-555-0199")
    radio_channel: Name | None = says("Radio channel", "Channel 4")
    cell_coverage: Prose | None = says("Where phones work and where they do not")
    contacts: Annotated[tuple[Contact, ...], Listed] = says("Who to call for this site", default=())
    prime_contractor: Name | None = says("Company that is the prime contractor or constructor here")
    is_prime_contractor: YesNo | None = says(
        "True when the client itself is the prime contractor or constructor; without it the site's conditions say"
    )
    owner: Name | None = says("Owner or client of the project")
    starts: Day | None = says("First day of work", "2026-05-04")
    ends: Day | None = says("Last day of work", "2027-08-31")
    tasks: Ids = says("Tasks done here, as in work.tasks", default=())
    conditions: Ids = says("Conditions found here, as in work.conditions", default=())
    map: Picture | None = says(
        "PNG or JPEG of the site plan: its path, or `file` and `caption`", "assets/shop-plan.png"
    )
    map_posted: Prose | None = says("Where the site map hangs", "Inside the man door and at gate 1")
    photos: Annotated[tuple[Picture, ...], Listed] = says(
        "PNG or JPEG photos: paths, or `file` and `caption`", ["assets/gate.jpg"], default=()
    )

    @property
    def run_by_client(self) -> bool | None:
        """Whether the client is the prime contractor here: the field, else the site's conditions; None when neither says."""
        if self.is_prime_contractor is not None:
            return self.is_prime_contractor
        if RUNS_SITE in self.conditions:
            return True
        return False if UNDER_ANOTHER in self.conditions else None


class RoleHolder(Part):
    """A safety role, the client's own title for it and how many hold it."""

    role: Id = Field(description="Role of the library", examples=["role-supervisor"])
    title: Name = Field(description="The client's title, lower case, without `the`", examples=["lead journeyperson"])
    count: Count = says("How many hold it", 1, default=1)
    held_by: Names = says("Names, if they are to be printed", default=())
    sites: Ids = says("Sites where they hold it; empty = everywhere", default=())


class Post(Part):
    """A box of the organisation chart."""

    position: Name = Field(description="Title of the position", examples=["Lead journeyperson"])
    reports_to: Name | None = says("Position above; empty for the top", "Owner")
    count: Count = says("People in it", 2, default=1)
    roles: Ids = says("Safety roles that go with it", ["role-supervisor"], default=())


class Contractor(Part):
    """A trade or company hired in."""

    trade: Name = Field(description="Trade", examples=["Crane service"])
    work: Prose = Field(description="What they do for you", examples=["Hoisting of trusses with operator"])
    company: Name | None = says("Name of the company")
    phone: Phone | None = says("Phone")


class CourseHeld(Part):
    """A course and how many people hold it."""

    course: Id = Field(description="Course of the library", examples=["crs-first-aid"])
    count: Count = Field(description="People who hold it today", examples=[3])


class Training(Part):
    """Training held and training the company requires."""

    held: Annotated[tuple[CourseHeld, ...], Listed] = says("Courses people hold", default=())
    required: Ids = says("Courses the company asks for beyond the law", ["crs-csts"], default=())


class Author(Part):
    """Who wrote or audits the system."""

    name: Name | None = says("Name")
    company: Name | None = says("Company")


class DocumentControl(Part):
    """How the manual is numbered, written, approved and reviewed."""

    prefix: Prefix | None = says("Letters before each document number", "KCE")
    approver: Name | None = says("Role that approves: owner, manager …", "owner")
    author: Author | None = says("Who prepared the manual; may not audit it")
    auditor: Author | None = says("Who will audit, when known")
    keeper: Name | None = says("Role that keeps the master copy", "administrator")
    review_months: Count = says("Months between reviews", 12, default=12)
    copies: Names = says("Where controlled copies are", ["Shop", "Each van"], default=())


class DocumentChoice(Part):
    """A document put in or left out by hand, with the reason that the plan prints."""

    document: Id = Field(description="Document of the library", examples=["swp-ladders"])
    reason: Prose = Field(description="Why", examples=["The landlord's crew does this work"])


class Choices(Part):
    """What the client decided differently from the library."""

    exclude: Annotated[tuple[DocumentChoice, ...], Listed] = says("Documents left out", default=())
    include: Annotated[tuple[DocumentChoice, ...], Listed] = says("Documents put in", default=())
    text: Mapping[Id, Prose] = says("Own words for named slots", {"policy-why": "…"}, default={})
