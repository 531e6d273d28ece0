"""The door to MkDocs: registers what Markdown pages and the theme may use. Nothing else happens here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_macros.plugin import MacrosPlugin


def define_env(env: MacrosPlugin) -> None:
    """Called by mkdocs-macros once per build."""
    from mkdocs.exceptions import Abort

    from template_builder.common.errors import KitError

    from .binder import pages as binder
    from .check import findings
    from .content import load_content
    from .engine import engine_of
    from .engine import pages as engine_pages
    from .guide import checklists, new_staff, partners, reference, roles, sources, systems
    from .guide.notes import Notes
    from .hosting import pages as hosting
    from .kept import Kept
    from .page import expanded
    from .page import parts as page_parts
    from .plan import pages as plan
    from .plan import phase_dates, timeline
    from .progress import pages as keeping
    from .rendering import Links, forget_templates
    from .tools import pages as tools
    from .workbooks import downloads

    forget_templates()
    config = env.conf
    docs = Path(config.docs_dir)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        project = Path(env.project_dir)
        kept = Kept(project / ".engine" / "kept")
        firm_file = project / config.extra["firm_file"]
        content = load_content(firm_file, epoch, kept)
        engine = engine_of(project)
    except KitError as error:
        raise Abort(f"The site was not built.\n{error}") from None
    guide, firm = content.guide, content.firm
    config.extra["content"] = content
    config.extra["engine"] = engine
    config.extra["kept"] = kept
    config.extra["notes"] = Notes(guide)
    config.extra["notes_of"] = {}
    config.extra["made_from"] = expanded.made_from(config, firm_file, epoch, engine)
    expanded.keep_expanded(env, kept, config.extra["made_from"])
    config.extra["parts"] = page_parts.PageParts(guide, firm, docs)

    def register(name: str, make: Callable[..., str], *given: object) -> None:
        """A macro: `make` gets `given`, the links of the page being rendered, and what the page passes."""

        def macro(*arguments: str, **named: str) -> str:
            link = Links.of_page(env.page.url, docs)
            return make(*given, link, *arguments, **named)

        env.macro(macro, name)

    register("firm_name", page_parts.firm_name, firm)
    register("source", sources.cited, guide)
    register("sources_table", sources.table, guide)
    register("checklist", checklists.checklist, guide, firm, content.downloads)
    register("overall_progress", checklists.overall_progress, guide)
    register("role_sheet", roles.role_sheet, guide, firm)
    register("today", roles.today, guide)
    register("monday", roles.monday, guide)
    register("you", roles.you, guide, firm, content.downloads)
    register("partner_dates", partners.partner_dates, content)
    register("partner_hours", partners.partner_hours, content)
    register("moved", new_staff.moved, content)
    register("over", new_staff.over, content)
    register("whom_to_ask", new_staff.whom_to_ask, firm)
    register("this_week", new_staff.this_week, content)
    register("records_time", new_staff.records_time, content)
    register("whereabouts", new_staff.whereabouts, content)
    register("matter_numbers", new_staff.matter_numbers, content)
    register("first_day", new_staff.first_day, content)
    register("start_by_role", roles.start_by_role, guide)
    register("progress_part", keeping.progress_part)
    register("sign_off", keeping.sign_off, guide, firm)
    register("timeline", timeline.timeline, firm)
    register("binder_cover", binder.cover, content, config.site_url or "")
    register("binder_contents", binder.contents, content, config.nav)
    register("binder_dates", binder.dates, content)
    register("binder_role_sheets", binder.role_sheets, content)
    register("binder_checklists", binder.checklists, content)
    register("binder_how_tos", binder.how_tos)
    register("offline_note", page_parts.offline_note, config.extra)
    register("plan_dates", plan.plan_dates, content)
    register("phase_dates", phase_dates.phase_dates, content)
    register("plan_warnings_note", plan.plan_warnings_note, content)
    register("plan_warnings", plan.plan_warnings, content)
    register("planner", plan.planner, content)
    register("migrates", reference.migrates, guide)
    register("disagreements", reference.disagreements, guide)
    register("disagreement", reference.disagreement, guide)
    register("reports", reference.reports, guide, firm)
    register("retention", reference.retention, guide)
    register("systems", systems.systems, guide)
    register("clio_publishes", systems.clio_publishes, guide)
    register("system", systems.system, guide)
    register("own_system", systems.own_system, guide, firm)
    register("findings", findings.findings, content.catalogue, guide)
    register("download", downloads.download, content.downloads)
    register("columns", downloads.columns, content)
    register("licenses", engine_pages.licenses, engine)
    register("hosting_kit", hosting.hosting_kit, config.site_url or "")
    register("downloads_list", downloads.downloads_list, content.downloads, content.firm.fictional)
    register("downloads_hashes", downloads.downloads_hashes, content.downloads)
    register("tool", tools.tool, content, engine, epoch)
