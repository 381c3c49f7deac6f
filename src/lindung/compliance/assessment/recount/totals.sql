-- By rule: breaches, what cannot be told, and rupiah. Every number here comes from the tables above alone.
SELECT 'PDS-UPAH-UNDER' AS rule, total(under_found) AS breach, total(under_unsure) AS cannot_tell, total(under_short) AS shortfall_total,
       total(under_fine) AS late_fine
FROM summed
UNION ALL
SELECT 'PDS-UPAH-OVER', total(over_found), total(over_unsure), 0, 0 FROM summed
UNION ALL
SELECT 'PDS-PROGRAM', total(program_found), total(program_unsure), total(program_short), total(program_fine) FROM summed
UNION ALL
SELECT 'BASE-BELOW-UMK', total(base_found), total(base_unsure), total(base_short), total(base_fine) FROM summed
UNION ALL
SELECT 'WAGE-BELOW-UMK', total(wage_found), total(wage_unsure), 0, 0 FROM summed
UNION ALL
SELECT 'PDS-TK', total(CASE WHEN certain THEN workers END), NULL, total(CASE WHEN certain THEN short END), total(CASE WHEN certain THEN fine END)
FROM missing WHERE in_report
UNION ALL
SELECT 'PWBD', count(DISTINCT (employer_id, month)) FILTER (certain), NULL, total(CASE WHEN certain THEN short END), total(CASE WHEN certain THEN fine END)
FROM missing WHERE NOT in_report
UNION ALL
SELECT 'PMI', count(*) FILTER (outcome = 1), count(*) FILTER (outcome = 2), total(CASE WHEN outcome = 1 AND short THEN unpaid END),
       total(CASE WHEN outcome = 1 THEN fine + CASE WHEN short THEN running ELSE 0 END END)
FROM arrear
UNION ALL
SELECT 'REPORT-LATE-CHANGE', count(*) FILTER (late = 1), NULL, 0, 0 FROM change
UNION ALL
SELECT 'overpaid_worker', NULL, NULL, total(overpaid), 0 FROM summed;
