import type { Locator, Page } from '@playwright/test';
import { picture } from './by-hand';
import { call, expect, expectAccessible, test } from './fixtures';
import { PostgreSql } from './postgresql';

const URL = 'jdbc:postgresql://db.example:5432/signup';

// Choices are called as the field that they show.
const field = (page: Page, name: string): Locator =>
  page
    .getByRole('main')
    .getByLabel(name, { exact: true })
    .and(page.locator('input:not([type=radio])'));

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

const propertiesOf = async (page: Page, name: string): Promise<unknown> =>
  call(page, 'AWSGlue.GetConnection', { Name: name }).then(
    answer =>
      (answer as { Connection: { ConnectionProperties: unknown } }).Connection.ConnectionProperties,
  );

test('a connection is created, edited and deleted', async ({ console: page }) => {
  await page.getByRole('link', { name: 'Connections' }).click();
  await expect(page.getByText('No connections')).toBeVisible();
  await press(page, 'Create connection');
  await press(page, 'Create connection');
  for (const fault of ['Enter a name', 'Enter the name or address', 'Enter a username']) {
    await expect(page.getByText(fault).first()).toBeVisible();
  }
  await expectAccessible(page);
  await field(page, 'Name').fill('warehouse');
  await field(page, 'Host').fill('db.example');
  await field(page, 'Database name').fill('signup');
  await field(page, 'Username').fill('reader');
  await field(page, 'Password').fill('correct-horse');
  await page.getByRole('checkbox', { name: 'Require SSL connection' }).check();
  await press(page, 'Show as CLI call');
  const line = page.locator('pre').last();
  await expect(line).toContainText('aws glue create-connection --connection-input');
  await expect(line).toContainText('"PASSWORD":"<password>"');
  await expectAccessible(page);
  await press(page, 'Create connection');

  await expect(page.getByText('Connection warehouse has been created').first()).toBeVisible();
  const address = page.getByRole('cell', { name: `${URL}?sslmode=verify-full` });
  await expect(address).toBeVisible();
  await expect(page.getByText('JDBC (PostgreSQL)')).toBeVisible();
  await expect(page.getByText('correct-horse')).toHaveCount(0);
  await expectAccessible(page);

  await press(page, 'Edit');
  await expect(field(page, 'Name')).toBeDisabled();
  await press(page, 'Save');
  await expect(page.getByText('Enter the password', { exact: true }).first()).toBeVisible();
  await page.getByRole('radio', { name: 'AWS Secrets Manager' }).check();
  await field(page, 'AWS Secret').fill('prod/warehouse');
  await page.getByRole('radio', { name: 'JDBC URL' }).check();
  await expect(field(page, 'JDBC URL')).toHaveValue(`${URL}?sslmode=verify-full`);
  await field(page, 'JDBC URL').fill('jdbc:oracle:thin:@db:1521:x');
  await expect(page.getByText('Enter a JDBC URL of PostgreSQL').first()).toBeVisible();
  await field(page, 'JDBC URL').fill('jdbc:mariadb://db.example/shop');
  await page.getByRole('button', { name: /^Verification mode/ }).click();
  await page.getByRole('option', { name: 'VERIFY_CA' }).click();
  await expectAccessible(page);
  await press(page, 'Save');
  await expect(page.getByText('Connection warehouse has been saved').first()).toBeVisible();
  await expect(page.getByText('JDBC (MySQL or MariaDB)')).toBeVisible();
  expect(await propertiesOf(page, 'warehouse')).toEqual({
    JDBC_CONNECTION_URL: 'jdbc:mariadb://db.example/shop?sslMode=VERIFY_CA',
    SECRET_ID: 'prod/warehouse',
    JDBC_ENFORCE_SSL: 'true',
  });

  await page.getByRole('main').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('delete');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No connections')).toBeVisible();
});

test('connections of every type are listed, and what has no form says so', async ({
  console: page,
}) => {
  for (const [Name, ConnectionType, ConnectionProperties] of [
    ['brokers', 'KAFKA', { KAFKA_BOOTSTRAP_SERVERS: 'broker.example:9092' }],
    ['network', 'NETWORK', {}],
  ] as const) {
    const ConnectionInput = { Name, ConnectionType, ConnectionProperties };
    await call(page, 'AWSGlue.CreateConnection', { ConnectionInput });
  }
  await page.goto('/catalog/connections');
  await expect(page.getByRole('row', { name: /brokers KAFKA broker\.example:9092/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeDisabled();
  await page.getByRole('radio', { name: 'Select brokers' }).check();
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeEnabled();
  await page.getByRole('button', { name: 'Edit' }).hover();
  const reason = page.getByText('There is a form for JDBC connections').filter({ visible: true });
  await expect(reason).toBeVisible();
  await expectAccessible(page);
  await press(page, 'Show as CLI call');
  const lines = page.getByRole('dialog').locator('pre');
  await expect(lines).toContainText('aws glue get-connections --hide-password');
  await expect(lines).toContainText('aws glue test-connection --connection-name brokers');
});

test('a connection is tested with the database that it leads to', async ({ console: page }) => {
  const database = await PostgreSql.start();
  try {
    const { host, port, user, password, dbname } = database.settings;
    await page.goto('/catalog/connections/create');
    await field(page, 'Name').fill('warehouse');
    await field(page, 'Host').fill(host);
    await field(page, 'Port').fill(String(port));
    await field(page, 'Database name').fill(dbname);
    await field(page, 'Username').fill(user);
    await field(page, 'Password').fill('not it');
    await press(page, 'Create connection');
    await expect(page.getByText('Connection warehouse has been created').first()).toBeVisible();
    const messages = page.getByRole('region', { name: 'Notifications' });
    const test = messages.getByRole('button', { name: 'Test connection' });
    await test.click();
    await expect(messages.getByText('Could not connect with warehouse')).toBeVisible();
    await expect(messages.getByText('password authentication failed')).toBeVisible();
    await expectAccessible(page);

    await press(page, 'Edit');
    await field(page, 'Password').fill(password);
    await press(page, 'Save');
    await expect(messages.getByText('Connection warehouse has been saved')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Test connection' }).last().click();
    await expect(messages.getByText(/Connected with warehouse in [\d.]+ m?s$/)).toBeVisible();
    await expect(messages.getByText('Could not connect with warehouse')).toHaveCount(0);
    await picture(page, 'connection');

    await press(page, 'Edit');
    await field(page, 'Database name').fill('nowhere');
    await field(page, 'Password').fill(password);
    await press(page, 'Save');
    await page.goto('/catalog/connections');
    await page.getByRole('radio', { name: 'Select warehouse' }).check();
    await press(page, 'Test connection');
    await expect(messages.getByText('database "nowhere" does not exist')).toBeVisible();
    await database.stop();
    await press(page, 'Test connection');
    await expect(messages.getByText(/refused/)).toBeVisible();
    await expect(page.getByText(password)).toHaveCount(0);
  } finally {
    await database.stop();
  }
});

test('user and password come from a secret, and the server proves who it is', async ({
  console: page,
}) => {
  const database = await PostgreSql.start();
  try {
    const { host, port, user, password, dbname } = database.settings;
    await call(page, 'secretsmanager.CreateSecret', {
      Name: 'prod/warehouse',
      ClientRequestToken: crypto.randomUUID(),
      SecretString: JSON.stringify({ username: user, password }),
    });
    await page.goto('/catalog/connections/create');
    await field(page, 'Name').fill('warehouse');
    await page.getByRole('radio', { name: 'JDBC URL' }).check();
    await field(page, 'JDBC URL').fill(`jdbc:postgresql://${host}:${port}/${dbname}`);
    await page.getByRole('radio', { name: 'AWS Secrets Manager' }).check();
    await field(page, 'AWS Secret').fill('prod/warehouse');
    await press(page, 'Create connection');
    const messages = page.getByRole('region', { name: 'Notifications' });
    await messages.getByRole('button', { name: 'Test connection' }).click();
    await expect(messages.getByText(/Connected with warehouse/)).toBeVisible();

    // The cluster has no certificate.
    await press(page, 'Edit');
    await page.getByRole('checkbox', { name: 'Require SSL connection' }).check();
    await press(page, 'Save');
    await page.getByRole('main').getByRole('button', { name: 'Test connection' }).last().click();
    await expect(messages.getByText('Could not connect with warehouse')).toBeVisible();
    await expect(messages.getByText(/SSL/)).toBeVisible();
  } finally {
    await database.stop();
  }
});
