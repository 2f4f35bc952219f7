BEGIN TRANSACTION;
CREATE TABLE about (
	"key" VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "about" VALUES('schema','1');
INSERT INTO "about" VALUES('made_by','lexcollect 0.1.0');
CREATE TABLE contacts (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	contact TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	happened_on DATE NOT NULL, 
	recipient TEXT NOT NULL, 
	status VARCHAR(40) NOT NULL, 
	tracking_no TEXT NOT NULL, 
	delivered_on DATE, 
	demands BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "contacts" VALUES(1,1,'微信1110','im','2023-11-10','沈阳沈河样例重型机械有限公司','delivered','','2023-11-10',1);
INSERT INTO "contacts" VALUES(2,1,'微信0912','im','2024-09-12','沈阳沈河样例重型机械有限公司','delivered','','2024-09-12',1);
INSERT INTO "contacts" VALUES(3,1,'微信1230','im','2024-12-30','沈阳沈河样例重型机械有限公司','delivered','','2024-12-30',1);
INSERT INTO "contacts" VALUES(4,1,'催款函','letter','2025-05-20','沈阳沈河样例重型机械有限公司','delivered','EA102030405CN','2025-05-23',1);
INSERT INTO "contacts" VALUES(5,1,'保证催告函','letter','2025-07-02','郑样例','delivered','EA102030572CN','2025-07-04',1);
INSERT INTO "contacts" VALUES(6,1,'电话1103','call','2025-11-03','沈阳沈河样例重型机械有限公司','sent','',NULL,1);
CREATE TABLE costs (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	amount VARCHAR(40) NOT NULL, 
	spent_on DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
CREATE TABLE deadlines (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	deadline TEXT NOT NULL, 
	rule VARCHAR(80) NOT NULL, 
	title TEXT NOT NULL, 
	person TEXT NOT NULL, 
	persons TEXT NOT NULL, 
	obligations TEXT NOT NULL, 
	state VARCHAR(40) NOT NULL, 
	standing INTEGER NOT NULL, 
	start DATE, 
	nominal DATE, 
	last_day DATE, 
	act_by DATE, 
	provisional BOOLEAN NOT NULL, 
	notice_from DATE, 
	warning_from DATE, 
	critical_from DATE, 
	warn_days TEXT NOT NULL, 
	uid VARCHAR(80) NOT NULL, 
	basis TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "deadlines" VALUES(1,1,1,'limitation:DD-20230406','limitation.general','{"key":"deadlines.title.limitation","params":{}}','沈阳沈河样例重型机械有限公司','["沈阳沈河样例重型机械有限公司"]','["DD-20230406","DD-20230602","DD-20230821"]','running',0,'2025-05-23','2028-05-23','2028-05-23','2028-05-23',1,'2028-02-23','2028-04-23','2028-05-16','[90,30,7]','3bf85e4eac0111e58f39a85a5a7c2fd6@lexcollect','[{"key":"deadlines.ics_basis","params":{"day":{"day":"2025-05-23"},"title":{"key":"deadlines.event.letter","params":{"number":"（EA102030405CN）"}}}}]');
INSERT INTO "deadlines" VALUES(2,1,2,'guarantee-limitation:保证:DD-20230602','guarantee.limitation_joint','{"key":"deadlines.title.guarantee_limitation","params":{}}','郑样例','["郑样例"]','["DD-20230602","DD-20230821"]','running',0,'2025-07-04','2028-07-04','2028-07-04','2028-07-04',1,'2028-04-05','2028-06-04','2028-06-27','[90,30,7]','83fec0652160b071660bcf74c233f673@lexcollect','[{"key":"deadlines.ics_basis","params":{"day":{"day":"2025-07-04"},"title":{"key":"deadlines.event.letter","params":{"number":"（EA102030572CN）"}}}}]');
INSERT INTO "deadlines" VALUES(3,1,3,'guarantee:保证:DD-20230406','guarantee.period','{"key":"deadlines.title.guarantee","params":{}}','郑样例','["郑样例"]','["DD-20230406"]','lapsed',3,'2023-06-17','2025-06-17','2025-06-17','2025-06-17',0,NULL,NULL,NULL,'[60,30,7]','17e6caece19515e82eb3ceb03481e4eb@lexcollect','[]');
INSERT INTO "deadlines" VALUES(4,1,4,'guarantee:保证:DD-20230602','guarantee.period','{"key":"deadlines.title.guarantee","params":{}}','郑样例','["郑样例"]','["DD-20230602"]','preserved',4,'2023-08-08','2025-08-08','2025-08-08','2025-08-08',0,NULL,NULL,NULL,'[60,30,7]','0d2e0f2a969adffca642ff3c84276a31@lexcollect','[]');
INSERT INTO "deadlines" VALUES(5,1,5,'guarantee:保证:DD-20230821','guarantee.period','{"key":"deadlines.title.guarantee","params":{}}','郑样例','["郑样例"]','["DD-20230821"]','preserved',4,'2023-11-06','2025-11-06','2025-11-06','2025-11-06',0,NULL,NULL,NULL,'[60,30,7]','4123bbd319fa3d060555a61eadd4f83d@lexcollect','[]');
CREATE TABLE debts (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	debt TEXT NOT NULL, 
	contract TEXT NOT NULL, 
	currency VARCHAR(3) NOT NULL, 
	due DATE, 
	amount VARCHAR(40) NOT NULL, 
	paid VARCHAR(40) NOT NULL, 
	principal VARCHAR(40) NOT NULL, 
	accrued VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "debts" VALUES(1,1,'DD-20230406','框架合同','CNY','2023-06-19','432000.00','300000.00','132000.00','86166.00');
INSERT INTO "debts" VALUES(2,1,'DD-20230602','框架合同','CNY','2023-08-08','332000.00','0.00','332000.00','199366.00');
INSERT INTO "debts" VALUES(3,1,'DD-20230821','框架合同','CNY','2023-11-06','537600.00','150000.00','387600.00','222061.80');
CREATE TABLE events (
	id INTEGER NOT NULL, 
	happened_at VARCHAR(32) NOT NULL, 
	who TEXT NOT NULL, 
	what VARCHAR(40) NOT NULL, 
	matter TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	login TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "events" VALUES(1,'2026-11-30T18:17:50+08:00','','added','钢材','{"case":"c24a020f1cd97cb5ea7b602dacfd46d014ce0236b5311a10bbfb1fc0cbb2c815","as_of":"2026-11-21"}','');
CREATE TABLE findings (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	code VARCHAR(12) NOT NULL, 
	level VARCHAR(10) NOT NULL, 
	count INTEGER NOT NULL, 
	first TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "findings" VALUES(1,1,'LX-C051','note',1,'{"where":{"file":"案件.yaml","line":28,"column":5,"field":"parties[3]"},"params":{"name":"郑样例"}}');
INSERT INTO "findings" VALUES(2,1,'LX-D015','note',2,'{"where":{"file":"","line":0,"column":0,"field":""},"params":{"names":["沈阳沈河样例重型机械有限公司"],"day":{"day":"2025-05-23"},"months":12}}');
INSERT INTO "findings" VALUES(3,1,'LX-D002','note',1,'{"where":{"file":"","line":0,"column":0,"field":""},"params":{"years":["2028"]}}');
CREATE TABLE ledger_files (
	id INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	taken_at VARCHAR(32) NOT NULL, 
	answered_for DATE NOT NULL, 
	counts TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (place)
);
CREATE TABLE ledger_rows (
	id INTEGER NOT NULL, 
	ledger INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	ident TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	address TEXT NOT NULL, 
	contract TEXT NOT NULL, 
	sign DATE, 
	due DATE, 
	amount VARCHAR(40), 
	paid VARCHAR(40), 
	balance VARCHAR(40), 
	demand DATE, 
	method TEXT NOT NULL, 
	guarantor TEXT NOT NULL, 
	guarantor_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	court TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	issues TEXT NOT NULL, 
	action TEXT NOT NULL, 
	limitation_base DATE, 
	limitation_expiry DATE, 
	limitation_state TEXT NOT NULL, 
	duplicate_of INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (ledger, number), 
	FOREIGN KEY(ledger) REFERENCES ledger_files (id) ON DELETE CASCADE
);
CREATE TABLE matters (
	id INTEGER NOT NULL, 
	root INTEGER NOT NULL, 
	folder TEXT NOT NULL, 
	identity VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	standing VARCHAR(40) NOT NULL, 
	owner TEXT NOT NULL, 
	court TEXT NOT NULL, 
	creditor TEXT NOT NULL, 
	debtor TEXT NOT NULL, 
	cause TEXT NOT NULL, 
	case_sha256 VARCHAR(64) NOT NULL, 
	made_from VARCHAR(64) NOT NULL, 
	law VARCHAR(64) NOT NULL, 
	answered_for DATE NOT NULL, 
	taken_at VARCHAR(32) NOT NULL, 
	stamp VARCHAR(160) NOT NULL, 
	next_day DATE, 
	PRIMARY KEY (id), 
	UNIQUE (root, folder), 
	FOREIGN KEY(root) REFERENCES roots (id) ON DELETE CASCADE
);
INSERT INTO "matters" VALUES(1,1,'钢材','cb4e48ae0f4e41abb9d29becb6fb4fe3e7c58232d447d8e1b48f2fe1e45c3087','沈河案','answered','','天津市北辰区人民法院','天津津渤示例钢材贸易有限公司','沈阳沈河样例重型机械有限公司','买卖合同纠纷','c24a020f1cd97cb5ea7b602dacfd46d014ce0236b5311a10bbfb1fc0cbb2c815','d7354bb7f0566f7f0eeda06f55c2b6c1d83bf0784cae052959898fa8d93a399d','e499fe202a7bd283926f27e86633a57335e21c0a5410f48d6eebe87984173949','2026-11-21','2026-11-30T18:17:50+08:00','11914:1796033869082276854','2028-05-23');
CREATE TABLE money (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	currency VARCHAR(3) NOT NULL, 
	principal VARCHAR(40) NOT NULL, 
	accrued VARCHAR(40) NOT NULL, 
	paid VARCHAR(40) NOT NULL, 
	claimed VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "money" VALUES(1,1,'CNY','851600.00','507593.80','450000.00','1301600.00');
CREATE TABLE parties (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	party TEXT NOT NULL, 
	name TEXT NOT NULL, 
	spelled TEXT NOT NULL, 
	identifier TEXT NOT NULL, 
	role VARCHAR(40) NOT NULL, 
	side VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "parties" VALUES(1,1,'津渤','天津津渤示例钢材贸易有限公司','天津津渤示例钢材贸易有限公司','91120113FAKE00013M','creditor','ours');
INSERT INTO "parties" VALUES(2,1,'沈河','沈阳沈河样例重型机械有限公司','沈阳沈河样例重型机械有限公司','91210103FAKE00021K','debtor','other');
INSERT INTO "parties" VALUES(3,1,'郑样例','郑样例','郑样例','210199197105060017','surety','other');
CREATE TABLE payments (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	payment TEXT NOT NULL, 
	paid_on DATE NOT NULL, 
	amount VARCHAR(40) NOT NULL, 
	currency VARCHAR(3) NOT NULL, 
	payer TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "payments" VALUES(1,1,'付款一','2023-07-14','300000.00','CNY','沈阳沈河样例重型机械有限公司');
INSERT INTO "payments" VALUES(2,1,'付款二','2024-02-05','150000.00','CNY','沈阳沈河样例重型机械有限公司');
CREATE TABLE roots (
	id INTEGER NOT NULL, 
	place TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (place)
);
INSERT INTO "roots" VALUES(1,'.');
CREATE TABLE unsaved (
	id INTEGER NOT NULL, 
	matter INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	event TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	happened_on DATE NOT NULL, 
	title TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	would_count TEXT, 
	would_be DATE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(matter) REFERENCES matters (id) ON DELETE CASCADE
);
INSERT INTO "unsaved" VALUES(1,1,1,'微信1230','im','2024-12-30','{"key":"deadlines.event.im","params":{"number":""}}','{"key":"deadlines.why.unclear_words","params":{}}','{"key":"deadlines.need.demand_again","params":{}}',NULL);
INSERT INTO "unsaved" VALUES(2,1,1,'电话1103','call','2025-11-03','{"key":"deadlines.event.call","params":{"number":""}}','{"key":"deadlines.why.call_note","params":{}}','{"key":"deadlines.need.recording","params":{}}',NULL);
INSERT INTO "unsaved" VALUES(3,1,3,'保证催告函','letter','2025-07-04','{"key":"deadlines.event.letter","params":{"number":"（EA102030572CN）"}}','{"key":"law.guarantee_too_late","params":{"last":{"day":"2025-06-17"}}}',NULL,NULL);
CREATE INDEX ix_events_matter ON events (matter);
CREATE INDEX ix_matters_identity ON matters (identity);
CREATE INDEX ix_matters_standing ON matters (standing);
CREATE INDEX ix_matters_answered_for ON matters (answered_for);
CREATE INDEX ix_ledger_rows_ident ON ledger_rows (ident);
CREATE INDEX ix_ledger_rows_limitation_expiry ON ledger_rows (limitation_expiry);
CREATE INDEX ix_ledger_rows_ledger ON ledger_rows (ledger);
CREATE INDEX ix_deadlines_matter ON deadlines (matter);
CREATE INDEX deadlines_by_urgency ON deadlines (standing, act_by, critical_from, warning_from, notice_from, matter);
CREATE INDEX ix_unsaved_matter ON unsaved (matter);
CREATE INDEX ix_findings_matter ON findings (matter);
CREATE INDEX ix_money_matter ON money (matter);
CREATE INDEX ix_debts_matter ON debts (matter);
CREATE INDEX ix_parties_matter ON parties (matter);
CREATE INDEX ix_parties_identifier ON parties (identifier);
CREATE INDEX ix_parties_spelled ON parties (spelled);
CREATE INDEX ix_payments_matter ON payments (matter);
CREATE INDEX ix_contacts_matter ON contacts (matter);
CREATE INDEX ix_costs_matter ON costs (matter);
CREATE TRIGGER events_no_UPDATE BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events only grow'); END;
CREATE TRIGGER events_no_DELETE BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events only grow'); END;
COMMIT;
