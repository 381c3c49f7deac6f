-- Contributions paid against what the report comes to (`owed`), and changes reported late: the tables `arrear`, `change`.

CREATE TEMP TABLE owed AS
SELECT month, employer_id, due_on, lines, jkk, jkm, jkp, jht, jp_employer, jp_worker, unreckoned, workers
FROM summed WHERE NOT state_body AND in_law;

CREATE TEMP TABLE arrear AS
WITH asked AS (
    SELECT o.employer_id, o.month, o.lines, o.unreckoned, o.due_on,
           o.jkk + o.jkm + o.jkp AS jkk, o.jht,
           o.jp_employer - o.jp_employer * w.deferred // 100000 + o.jp_worker - o.jp_worker * w.deferred // 100000 AS jp,
           CASE WHEN w.cut_kind = 'sectors' AND e.sector IS NULL AND o.workers >= w.least_members
                THEN (o.jkk + o.jkp) * w.cut_jkk // 100000 ELSE 0 END AS doubtful
    FROM owed o JOIN law_month w USING (month) LEFT JOIN employer e USING (employer_id)
    WHERE o.due_on < $as_of
),
given AS (
    SELECT *, usable(amount) AS whole,
           coalesce(usable(amount_jkk), usable(amount_jkm), usable(amount_jht), usable(amount_jp), usable(amount_jkp)) IS NOT NULL AS named,
           coalesce(usable(amount_jkk), 0) + coalesce(usable(amount_jkm), 0) + coalesce(usable(amount_jkp), 0) AS to_jkk,
           coalesce(usable(amount_jht), 0) AS to_jht, coalesce(usable(amount_jp), 0) AS to_jp
    FROM payment WHERE employer_id IS NOT NULL AND month IS NOT NULL
),
read AS (
    SELECT *, coalesce(whole, CASE WHEN named THEN to_jkk + to_jht + to_jp END) AS sum,
           bool_and(named) OVER (PARTITION BY employer_id, month) AS split
    FROM given
),
unread AS (
    SELECT employer_id, month, bool_or(sum IS NULL OR paid_on IS NULL) AS unread FROM read GROUP BY employer_id, month
),
reach AS (
    SELECT min(month) AS first, max(month) AS last FROM read
    WHERE sum IS NOT NULL AND coalesce(paid_on <= $as_of, true)
),
bucket AS (
    SELECT employer_id, month, paid_on, 'whole' AS fund, sum AS paid FROM read
    WHERE NOT split AND sum IS NOT NULL AND coalesce(paid_on <= $as_of, true)
    UNION ALL
    SELECT employer_id, month, paid_on, unnest(['jkk', 'jht', 'jp']), unnest([to_jkk, to_jht, to_jp]) FROM read
    WHERE split AND sum IS NOT NULL AND coalesce(paid_on <= $as_of, true)
),
wanted AS (
    SELECT a.employer_id, a.month, f.fund,
           CASE f.fund WHEN 'jkk' THEN jkk WHEN 'jht' THEN jht WHEN 'jp' THEN jp ELSE jkk + jht + jp END AS expected
    FROM asked a, (SELECT unnest(['whole', 'jkk', 'jht', 'jp']) AS fund) f
    WHERE (f.fund = 'whole') = ((a.employer_id, a.month) NOT IN (SELECT employer_id, month FROM bucket WHERE fund <> 'whole'))
),
placed AS (
    SELECT w.*, b.paid_on,
           least(coalesce(b.paid, 0), greatest(w.expected - (sum(coalesce(b.paid, 0)) OVER before_it - coalesce(b.paid, 0)), 0)) AS counted
    FROM wanted w LEFT JOIN bucket b USING (employer_id, month, fund)
    WINDOW before_it AS (PARTITION BY employer_id, month, fund ORDER BY b.paid_on NULLS FIRST, b.paid
                         ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
timed AS (
    SELECT p.*, coalesce(t.is_late, false) AS is_late, coalesce(t.late_but_for_holiday, false) AS holiday, t.fine_of, t.fine_per
    FROM placed p LEFT JOIN lateness t ON t.month = p.month AND t.fund = p.fund AND t.paid_on = p.paid_on
),
by_fund AS (
    SELECT employer_id, month, fund, any_value(expected) - sum(counted) AS unpaid,
           coalesce(sum(counted) FILTER (is_late), 0) AS late, coalesce(sum(counted) FILTER (holiday), 0) AS late_jp,
           coalesce(sum(nearest(counted::BIGINT * fine_of, fine_per)) FILTER (is_late), 0) AS fine
    FROM timed GROUP BY employer_id, month, fund
),
by_month AS (
    SELECT employer_id, month, sum(unpaid) AS unpaid, sum(late) AS late, sum(late_jp) AS late_jp, sum(fine) AS fine,
           sum(nearest(unpaid::BIGINT * now_of, now_per)) AS running
    FROM by_fund JOIN lateness_now USING (month, fund) GROUP BY employer_id, month
)
SELECT a.employer_id, a.month, unpaid, late, fine, running,
       unpaid - doubtful > $tolerance * lines AS short,
       CASE WHEN NOT coalesce(a.month BETWEEN reach.first AND reach.last, false) THEN 2
            WHEN unpaid - doubtful > $tolerance * lines AND coalesce(u.unread, false) THEN 2
            WHEN unpaid - doubtful > $tolerance * lines OR late > $tolerance * lines THEN 1
            WHEN coalesce(u.unread, false) OR unpaid > $tolerance * lines OR late_jp > $tolerance * lines OR unreckoned > 0 THEN 2
            ELSE 0 END AS outcome
FROM asked a JOIN by_month USING (employer_id, month) LEFT JOIN unread u USING (employer_id, month), reach;

CREATE TEMP TABLE change AS
SELECT employer_id, worker_id, year(changed_on) * 12 + month(changed_on) - 1 AS month, max((reported_on > due_on)::INT) AS late
FROM roster JOIN deadline USING (changed_on)
WHERE changed_on IS NOT NULL AND due_on < $as_of AND (reported_on IS NULL OR reported_on > due_on)
  AND employer_id NOT IN (SELECT employer_id FROM employer WHERE state_body)
GROUP BY ALL;
