"""What the offices of a city have, read from its scenario and scaled to the workers simulated."""

from collections.abc import Iterator

from lindung.simulation.institutions.purse import BudgetLine
from lindung.simulation.institutions.social_affairs_office import OfficeMeans
from lindung.simulation.institutions.social_workers import SocialWorkMeans
from lindung.simulation.institutions.sponsors import SponsorLine
from lindung.simulation.scenario import Sponsorship
from lindung.simulation.setting import Setting


def office_means(setting: Setting) -> OfficeMeans:
    """What the social affairs office can do a month."""
    offices, behaviour = setting.scenario.offices, setting.scenario.behaviour
    return OfficeMeans(
        verified=setting.scaled(offices.verifications),
        proposals=setting.scaled(offices.proposals),
        preference=behaviour["proposal_preference"],
        misjudged=offices.misjudged,
        candidates_reported=offices.public_reports,
        members_reported=offices.member_reports,
        members_reported_wrongly=offices.false_reports,
        found_by_monitoring=offices.found_by_monitoring,
        collection_months=offices.collection_months,
    )


def social_work_means(setting: Setting) -> SocialWorkMeans:
    """What the social workers can do a month; peer groups keep their size, whatever the workers simulated."""
    offices = setting.scenario.offices
    return SocialWorkMeans(
        people=offices.social_workers,
        contacts=setting.scaled(offices.social_workers * offices.contacts_per_social_worker),
        group_share=offices.group_share,
        group_size=offices.group_size,
        group_months=offices.group_months,
        advocacy_share=offices.advocacy_share,
    )


def sponsor_lines(setting: Setting) -> tuple[SponsorLine, ...]:
    """The sponsors of the scenario; a fund for each area becomes one for each, with equal parts of the money."""
    return tuple(line for one in setting.scenario.sponsors for line in _lines(setting, one))


def _lines(setting: Setting, one: Sponsorship) -> Iterator[SponsorLine]:
    trades = tuple(i for i, trade in enumerate(setting.scenario.trades) if trade.key in one.trades)
    areas = tuple(area - 1 for area in one.areas) or tuple(range(setting.scenario.population.kelurahan))
    most = None if one.most is None else setting.scaled(one.most)
    rupiah = {year: round(setting.factor * one.budget.in_year(year)) for year in setting.years}
    if not one.one_each_area:
        yield SponsorLine(
            one.key, one.budget.payer, _money(one, rupiah), trades, areas if one.areas else (), one.residents, most
        )
        return
    for i, area in enumerate(areas):  # whole rupiah that add up to the money there is
        part = {year: sum_ * (i + 1) // len(areas) - sum_ * i // len(areas) for year, sum_ in rupiah.items()}
        yield SponsorLine(
            f"{one.key}.{area + 1}", one.budget.payer, _money(one, part), trades, (area,), one.residents, most
        )


def _money(one: Sponsorship, rupiah: dict[int, int]) -> BudgetLine:
    return BudgetLine(rupiah, 0, one.budget.first_paid_month, one.budget.unpaid_months)
