-- The tables of the report as the recount looks at them: one row an employer, one row of pay a worker and month.
-- Registered beforehand: line, payroll, employer_given, roster, payment, and the law: law_month, law_risk, law_size,
-- law_all_sizes, minimum_wage, suspendable.

CREATE MACRO nearest(above, below) AS (2 * above + below) // (2 * below);  -- half goes up
CREATE MACRO total(amount) AS coalesce(sum(amount), 0);
CREATE MACRO capped(amount, ceiling) AS CASE WHEN amount > ceiling THEN ceiling ELSE amount END;
CREATE MACRO plain(name) AS nullif(regexp_replace(trim(upper(name)), '\s+', ' ', 'g'), '');
CREATE MACRO usable(amount) AS CASE WHEN amount BETWEEN 0 AND 1000000000000 THEN amount END;

CREATE TEMP TABLE employer AS
SELECT employer_id,
       CASE WHEN count(DISTINCT size) = 1 THEN any_value(size) END AS size,
       CASE WHEN count(DISTINCT risk_class) = 1 THEN any_value(risk_class) END AS risk_class,
       CASE WHEN count(DISTINCT region) = 1 THEN any_value(region) END AS region,
       CASE WHEN count(DISTINCT sector) = 1 THEN any_value(sector) END AS sector,
       CASE WHEN count(DISTINCT registered_on) = 1 THEN any_value(registered_on) END AS registered_on,
       CASE WHEN count(DISTINCT suspension_from) = 1 THEN any_value(suspension_from) END AS suspension_from,
       CASE WHEN count(DISTINCT suspension_until) = 1 THEN any_value(suspension_until) END AS suspension_until,
       coalesce(CASE WHEN count(DISTINCT state_body) = 1 THEN any_value(state_body) END, false) AS state_body
FROM employer_given
WHERE employer_id IS NOT NULL
GROUP BY employer_id;

CREATE TEMP TABLE pay AS
WITH summed AS (
    SELECT employer_id, worker_id, month,
           CASE WHEN count(*) = count(usable(basic_wage)) THEN sum(usable(basic_wage)) END::BIGINT AS basic,
           CASE WHEN count(*) = count(usable(fixed_allowances)) THEN sum(usable(fixed_allowances)) END::BIGINT AS fixed,
           CASE WHEN count(*) = count(usable(variable_pay)) THEN sum(usable(variable_pay)) END::BIGINT AS varying,
           CASE WHEN count(*) = count(usable(paid_wage)) THEN sum(usable(paid_wage)) END::BIGINT AS whole,
           CASE WHEN count(*) = count(days) THEN sum(days) END AS days,
           CASE WHEN count(DISTINCT pay_basis) = 1 THEN any_value(pay_basis) END AS basis
    FROM payroll
    WHERE employer_id IS NOT NULL AND worker_id IS NOT NULL AND month IS NOT NULL
    GROUP BY employer_id, worker_id, month
)
SELECT employer_id, worker_id, month, basis, days,
       usable(coalesce(
           basic + coalesce(fixed, CASE WHEN NOT EXISTS (SELECT 1 FROM payroll WHERE fixed_allowances IS NOT NULL) THEN 0 END),
           CASE WHEN basic IS NULL OR varying IS NOT NULL THEN whole - coalesce(varying, 0) END)) AS wage,
       basic IS NOT NULL AS split
FROM summed;

-- the months of joining and leaving by the roster
CREATE TEMP TABLE part_month AS
SELECT employer_id, worker_id, month, bool_or(joining) AS joining
FROM (
    SELECT employer_id, worker_id, year(start_date) * 12 + month(start_date) - 1 AS month, true AS joining
    FROM roster WHERE start_date IS NOT NULL
    UNION ALL
    SELECT employer_id, worker_id, year(end_date) * 12 + month(end_date) - 1, false
    FROM roster WHERE end_date IS NOT NULL
)
GROUP BY ALL;

-- the pay that the report itself states, for a report without a payroll
CREATE TEMP VIEW line_pay AS
SELECT employer_id, worker_id, month, usable(paid_wage) AS wage FROM line WHERE faults & ($duplicate + $implausible) = 0;
