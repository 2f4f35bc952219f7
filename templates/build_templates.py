"""Draw the shipped Word templates again: ``python templates/build_templates.py [--check]``.

Lawyers edit the .docx files; this script is how the shipped ones were drawn, and its output never changes unless
the drawing does. ``--check`` writes nothing and says which committed template differs from its drawing.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from drawing import (
    agreements,
    assets,
    bankruptcy,
    closing,
    complaint,
    confirmation,
    demand,
    endings,
    enforcement,
    enforcing,
    evidence,
    filing,
    guarantor,
    hearing,
    letter,
    measures,
    notice,
    payment_order,
    posting,
    preservation,
    realisation,
    reports,
    review,
    running,
    schedule,
    settlement,
    stages,
    statement,
    stay,
    undertaking,
)

HERE = Path(__file__).resolve().parent
DRAWINGS: dict[str, Callable[[], bytes]] = {
    "lawyer_letters/律师函.docx": letter.draw,
    "creditor_letters/催款函.docx": demand.draw,
    "creditor_letters/付款提醒函.docx": stages.draw_reminder,
    "creditor_letters/最终催告函.docx": stages.draw_final,
    "creditor_letters/解除合同通知书.docx": endings.draw_termination,
    "creditor_letters/收回租赁物通知书.docx": endings.draw_retaking,
    "creditor_letters/取回标的物通知书.docx": endings.draw_goods,
    "court_filings/中小企业款项投诉材料.docx": reports.draw_complaint,
    "annexes/坏账核销说明.docx": reports.draw_write_off,
    "annexes/寄送核对单.docx": posting.draw,
    "annexes/租赁物交接清单.docx": endings.draw_record,
    "creditor_letters/保证人催告函.docx": guarantor.draw,
    "creditor_letters/抵押人催告函.docx": guarantor.draw_thing,
    "creditor_letters/对账函.docx": statement.draw,
    "creditor_letters/债权转让通知书.docx": notice.draw,
    "court_filings/民事起诉状.docx": complaint.draw,
    "court_filings/诉讼财产保全申请书.docx": preservation.draw,
    "court_filings/诉前财产保全申请书.docx": preservation.draw_before_suit,
    "court_filings/执行前财产保全申请书.docx": preservation.draw_before_enforcement,
    "court_filings/续行财产保全申请书.docx": measures.draw_renewal,
    "court_filings/解除保全申请书.docx": measures.draw_release,
    "court_filings/强制执行申请书.docx": enforcement.draw,
    "court_filings/恢复执行申请书.docx": enforcement.draw_resumption,
    "court_filings/限制消费申请书.docx": enforcing.draw_restriction,
    "court_filings/纳入失信被执行人名单申请书.docx": enforcing.draw_listing,
    "court_filings/追加、变更被执行人申请书.docx": enforcing.draw_joinder,
    "court_filings/债权申报书.docx": bankruptcy.draw,
    "court_filings/支付令申请书.docx": payment_order.draw,
    "court_filings/实现担保物权申请书.docx": realisation.draw,
    "court_filings/变更诉讼请求申请书.docx": running.draw_change,
    "court_filings/撤诉申请书.docx": running.draw_withdrawal,
    "court_filings/律师事务所函.docx": running.draw_firm,
    "court_filings/对管辖权异议的答辩意见.docx": running.draw_reply,
    "court_filings/调查收集证据申请书.docx": running.draw_investigation,
    "court_filings/律师调查令申请书.docx": running.draw_order,
    "court_filings/责令提交书证申请书.docx": running.draw_production,
    "court_filings/证据保全申请书.docx": running.draw_evidence,
    "court_filings/延期举证申请书.docx": running.draw_extension,
    "court_filings/授权委托书.docx": filing.draw_power,
    "court_filings/法定代表人身份证明书.docx": filing.draw_certificate,
    "court_filings/送达地址确认书.docx": filing.draw_service,
    "agreements/还款和解协议.docx": settlement.draw,
    "agreements/执行和解协议.docx": agreements.draw_enforcement,
    "agreements/还款承诺书.docx": agreements.draw_promise,
    "court_filings/司法确认申请书.docx": confirmation.draw,
    "agreements/债务确认书.docx": stages.draw_confirmation,
    "court_filings/执行担保书.docx": stay.draw,
    "court_filings/财产保全担保书.docx": undertaking.draw_property,
    "court_filings/财产保全保证书.docx": undertaking.draw_surety,
    "court_filings/提交保全担保材料的函.docx": undertaking.draw_cover,
    "court_filings/质证意见.docx": hearing.draw_evidence,
    "court_filings/代理词.docx": hearing.draw_counsel,
    "court_filings/补充意见.docx": hearing.draw_supplement,
    "internal/庭审提纲.docx": hearing.draw_outline,
    "internal/结案报告.docx": closing.draw_report,
    "internal/卷宗封面.docx": closing.draw_cover,
    "internal/卷内目录.docx": closing.draw_index,
    "annexes/财产线索清单.docx": assets.draw,
    "internal/审查单.docx": review.draw,
    "internal/攻防表.docx": review.draw_attacks,
    "annexes/证据清单.docx": evidence.draw,
    "annexes/计算表.docx": schedule.draw,
}


def contents(data: bytes) -> list[tuple[str, bytes]]:
    """Return the parts of a .docx: compressed bytes may differ between zlib builds, parts may not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def main(arguments: list[str]) -> int:
    """Write every template, or with ``--check`` compare; 1 when a template differs."""
    changed = 0
    for name, draw in DRAWINGS.items():
        path, data = HERE / name, draw()
        if path.is_file() and contents(path.read_bytes()) == contents(data):
            continue
        changed += 1
        print(f"differs: {name}" if "--check" in arguments else f"written: {name}")
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return int("--check" in arguments and changed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
