-- By rule: breaches, what cannot be told, and rupiah. Every number here comes from the tables above alone.
SELECT 'PDS-UPAH-UNDER' AS rule, count(*) FILTER (under = 1) AS breach, count(*) FILTER (under = 2) AS cannot_tell,
       coalesce(sum(low_total) FILTER (under = 1), 0) AS shortfall_total, coalesce(sum(low_fine) FILTER (under = 1), 0) AS late_fine
FROM judged_line
UNION ALL
SELECT 'PDS-UPAH-OVER', count(*) FILTER (over = 1), count(*) FILTER (over = 2), 0, 0 FROM judged_line
UNION ALL
SELECT 'PDS-PROGRAM', count(*) FILTER (program = 1), count(*) FILTER (program = 2),
       coalesce(sum(out_total), 0), coalesce(sum(out_fine), 0)
FROM judged_line
UNION ALL
SELECT 'BASE-BELOW-UMK', count(*) FILTER (base_below = 1), count(*) FILTER (base_below = 2),
       coalesce(sum(low_total) FILTER (base_below = 1 AND under <> 1), 0),
       coalesce(sum(low_fine) FILTER (base_below = 1 AND under <> 1), 0)
FROM judged_line
UNION ALL
SELECT 'WAGE-BELOW-UMK', count(*) FILTER (wage_below = 1), count(*) FILTER (wage_below = 2), 0, 0 FROM judged_line
UNION ALL
SELECT 'PDS-TK', count(*) FILTER (certain), NULL, coalesce(sum(out_total) FILTER (certain), 0), coalesce(sum(out_fine) FILTER (certain), 0)
FROM judged_absent JOIN absent USING (employer_id, worker_id, month) WHERE in_report
UNION ALL
SELECT 'PWBD', count(DISTINCT (employer_id, month)) FILTER (certain), NULL,
       coalesce(sum(out_total) FILTER (certain), 0), coalesce(sum(out_fine) FILTER (certain), 0)
FROM judged_absent JOIN absent USING (employer_id, worker_id, month) WHERE NOT in_report
UNION ALL
SELECT 'PMI', count(*) FILTER (outcome = 1), count(*) FILTER (outcome = 2), coalesce(sum(unpaid) FILTER (outcome = 1 AND short), 0),
       coalesce(sum(fine + CASE WHEN short THEN running ELSE 0 END) FILTER (outcome = 1), 0)
FROM arrear
UNION ALL
SELECT 'REPORT-LATE-CHANGE', count(*) FILTER (late = 1), NULL, 0, 0 FROM change
UNION ALL
SELECT 'overpaid_worker', NULL, NULL, coalesce(sum(overpaid), 0), 0 FROM judged_line;
