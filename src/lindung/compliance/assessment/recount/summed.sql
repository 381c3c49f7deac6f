-- The sums over lines by employer and month: the table `summed`. No line is kept.

CREATE TEMP TABLE summed AS
SELECT employer_id, month, due_on, state_body, in_law, count(*) AS lines, count(*) FILTER (once) AS workers,
       count(*) FILTER (under = 1) AS under_found, count(*) FILTER (under = 2) AS under_unsure,
       coalesce(sum(low_total) FILTER (under = 1), 0) AS under_short, coalesce(sum(low_fine) FILTER (under = 1), 0) AS under_fine,
       count(*) FILTER (over = 1) AS over_found, count(*) FILTER (over = 2) AS over_unsure, coalesce(sum(overpaid), 0) AS overpaid,
       count(*) FILTER (program = 1) AS program_found, count(*) FILTER (program = 2) AS program_unsure,
       coalesce(sum(out_total), 0) AS program_short, coalesce(sum(out_fine), 0) AS program_fine,
       count(*) FILTER (base_below = 1) AS base_found, count(*) FILTER (base_below = 2) AS base_unsure,
       coalesce(sum(low_total) FILTER (base_below = 1 AND under <> 1), 0) AS base_short,
       coalesce(sum(low_fine) FILTER (base_below = 1 AND under <> 1), 0) AS base_fine,
       count(*) FILTER (wage_below = 1) AS wage_found, count(*) FILTER (wage_below = 2) AS wage_unsure,
       -- what the report itself comes to, by fund
       coalesce(sum(owes_jkk) FILTER (once), 0) AS jkk, coalesce(sum(owes_jkm) FILTER (once), 0) AS jkm,
       coalesce(sum(owes_jkp) FILTER (once), 0) AS jkp, coalesce(sum(owes_jht) FILTER (once), 0) AS jht,
       coalesce(sum(owes_jp_employer) FILTER (once), 0) AS jp_employer, coalesce(sum(owes_jp_worker) FILTER (once), 0) AS jp_worker,
       count(*) FILTER (once AND unreckoned) AS unreckoned
FROM (SELECT *, faults & $duplicate = 0 AS once FROM judged_line)
GROUP BY employer_id, month, due_on, state_body, in_law;

CREATE TEMP TABLE missing AS
SELECT employer_id, month, in_report, certain, coalesce(sum(out_total), 0) AS short, coalesce(sum(out_fine), 0) AS fine,
       count(*) AS workers
FROM judged_absent GROUP BY employer_id, month, in_report, certain;
