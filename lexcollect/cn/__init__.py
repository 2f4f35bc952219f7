"""Chinese conventions, no law: how amounts, rates, dates, identifiers and names are written and read.

Owns ``amounts`` (yuan in digits), ``capitals`` (大写), ``rates`` (万分之五, 月息2分), ``dates``
(2023年3月15日, 二〇二三年…), ``identifiers`` (统一社会信用代码, 公民身份号码, waybills, 案号), ``names``
(file names, 一 二 三), and beneath them ``numerals`` and ``width``. Refuses what can be read in two ways:
every reader raises with a reason and never guesses. Standard library only; imports no other room.
"""
