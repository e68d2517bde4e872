// Prints what the AWS SDK for JavaScript makes of settings: one JSON object with an outcome for each case.
//
// Arguments: a file with the cases, which name a config file each. An outcome is { value } or { fails }; a setting that a
// client of S3 does not read has none.

import { readFile } from 'node:fs/promises';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { NODE_ACCOUNT_ID_ENDPOINT_MODE_CONFIG_OPTIONS } from '@aws-sdk/core/account-id-endpoint';
import { fromInstanceMetadata, getInstanceMetadataEndpoint } from '@smithy/credential-provider-imds';
import { loadConfig } from '@smithy/core/config';

/** The settings that end up in a client of S3. */
const readers = {
  defaults_mode: 'defaultsMode',
  disable_clock_skew_correction: 'disableClockSkewCorrection',
  max_attempts: 'maxAttempts',
  request_checksum_calculation: 'requestChecksumCalculation',
  response_checksum_validation: 'responseChecksumValidation',
  retry_mode: 'retryStrategy',
  s3_disable_express_session_auth: 'disableS3ExpressSessionAuth',
  s3_disable_multiregion_access_points: 'disableMultiregionAccessPoints',
  s3_use_arn_region: 'useArnRegion',
  use_dualstack_endpoint: 'useDualstackEndpoint',
  use_fips_endpoint: 'useFipsEndpoint',
};

/** Settings that other parts of the SDK read. */
const others = {
  account_id_endpoint_mode: () => loadConfig(NODE_ACCOUNT_ID_ENDPOINT_MODE_CONFIG_OPTIONS)(),
  ec2_metadata_service_endpoint_mode: async () =>
    (await getInstanceMetadataEndpoint()).hostname === '169.254.169.254' ? 'IPv4' : 'IPv6',
  // The profile has an address where nothing listens, so the SDK would go on without a token: with version 1.
  ec2_metadata_v1_disabled: () =>
    fromInstanceMetadata({ maxRetries: 0, timeout: 1000 })().then(
      () => 'false',
      (error) => String(error.message.includes('v1 fallback has been blocked')),
    ),
  // The profile has an endpoint, which is used or not.
  ignore_configured_endpoint_urls: async () => {
    const client = new S3Client({});
    return String((await send(client)) !== 'localhost');
  },
};

// A setting is read more than once, and the SDK leaves one of the failures alone.
process.on('unhandledRejection', () => {});

const outcomes = {};
for (const one of JSON.parse(await readFile(process.argv[2], 'utf8'))) {
  if ((readers[one.name] || others[one.name]) && !one.block) {
    process.env.AWS_CONFIG_FILE = one.file;
    outcomes[one.id] = await outcome(one);
  }
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit());

async function outcome({ name, value }) {
  try {
    if (others[name]) {
      return { value: await others[name]() };
    }
    const client = new S3Client({});
    await send(client);
    const read = await client.config[readers[name]]();
    if (name === 'retry_mode') {
      return { value: read.mode };
    }
    // `auto` becomes the mode of the place that the program runs in.
    return { value: value.toLowerCase() === 'auto' ? value : read === undefined ? null : String(read) };
  } catch (error) {
    return { fails: `${error.name}: ${error.message}` };
  }
}

/** Sends a request up to the network. Resolves to the host that it would go to. */
async function send(client) {
  class Stop extends Error {}
  let host;
  client.middlewareStack.add(
    () =>
      ({ request }) => {
        host = request.hostname;
        throw new Stop();
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  try {
    await client.send(new ListBucketsCommand({}));
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
  }
  return host;
}
