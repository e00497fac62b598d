"""The tables that transforms are tried on, as DuckDB SQL; they can have any number of rows.

orders(id, customer, cents, city, note, made, status)
    a city of 1,000, a note of 10,000 like "ax-17-end", a customer of a tenth of the rows, one of
    four statuses; `made` is ISO text, `cents` is NULL in one of 50 rows
changes
    like orders, a tenth of them, some of which are no orders
customers(customer_id, name)
    half of the orders have no customer here, and some customers no order
events(id, body)
    as many as orders, with JSON in `body`
"""

ORDERS = """
SELECT i AS id, (hash(i) % {customers})::INTEGER AS customer,
       CASE WHEN i % 50 <> 7 THEN (hash(i + 1) % 100000)::INTEGER END AS cents,
       'city ' || (hash(i + 2) % 1000) AS city,
       chr((97 + hash(i + 3) % 26)::INTEGER) || 'x-' || (hash(i + 3) % 10000) || '-end' AS note,
       strftime(TIMESTAMP '2024-01-01' + to_seconds((hash(i + 4) % 86400)::INTEGER),
                '%Y-%m-%d %H:%M:%S') AS made,
       ['open', 'paid', 'sent', 'back'][(hash(i + 5) % 4)::INTEGER + 1] AS status
FROM range({first}, {last}, {step}) AS numbers(i)"""

CUSTOMERS = """
SELECT (i * 2)::INTEGER AS customer_id, 'name ' || i AS name
FROM range({customers}) AS numbers(i)"""

EVENTS = """
SELECT i AS id, format('{{{{"kind": "k{{}}", "size": {{}}}}}}', i % 7, hash(i) % 1000) AS body
FROM range({rows}) AS numbers(i)"""

# As Glue's catalog declares them.
CUSTOMER_COLUMNS = [
    {"Name": "customer_id", "Type": "int"},
    {"Name": "name", "Type": "string"},
]


def queries_of(rows):
    """A SELECT for each table's name, with that many orders."""
    customers = max(rows // 10, 1)
    return {
        "orders": ORDERS.format(customers=customers, first=0, last=rows, step=1),
        "changes": ORDERS.format(customers=customers, first=5, last=rows + rows // 20, step=10),
        "customers": CUSTOMERS.format(customers=customers),
        "events": EVENTS.format(rows=rows),
    }


def fingerprint_sql(rows):
    """SQL of the number of rows and a sum of hashes of their columns as text: the same for the
    same rows in any order and of any types that read alike.
    """
    return (
        'SELECT count(*), sum(hash("the texts")::HUGEINT)::VARCHAR '
        f'FROM (SELECT COLUMNS(*)::VARCHAR FROM ({rows})) AS "the texts"'
    )
