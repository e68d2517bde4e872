using RoleAssist.Sandbox.Faults;
using RoleAssist.Sandbox.Tests.Support;

namespace RoleAssist.Sandbox.Tests.Clients;

/// <summary>Signs in with AWS' own clients, while a program plays the person in front of the browser.</summary>
public sealed class SignInClientTests(LiveSandbox sandbox) : IClassFixture<LiveSandbox>
{
    /// <summary>
    /// Sends the CLI's calls to the sandbox: Debian's version reads no <c>AWS_ENDPOINT_URL_*</c>. Its browser is a program
    /// that approves.
    /// </summary>
    private const string AwsCliLogin = """
        import os, sys, urllib.request, webbrowser
        from awscli.clidriver import main
        from botocore.session import Session

        original = Session.create_client
        def create_client(self, service_name, *args, **kwargs):
            if not kwargs.get('endpoint_url'):
                kwargs['endpoint_url'] = os.environ['AWS_ENDPOINT_URL_' + service_name.upper().replace('-', '_')]
            return original(self, service_name, *args, **kwargs)
        Session.create_client = create_client

        def approve(url, *args, **kwargs):
            with urllib.request.urlopen(urllib.request.Request(url, b'decision=approve')) as page:
                return page.status == 200
        webbrowser.open = webbrowser.open_new = webbrowser.open_new_tab = approve

        for arguments in (['sso', 'login', '--profile', 'sso-portal'],
                          ['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text', '--profile', 'sso-portal']):
            sys.argv = ['aws', *arguments]
            code = main()
            if code:
                sys.exit(code)
        """;

    /// <summary>Signs in with an authorization code and PKCE, refreshes, and lists accounts.</summary>
    private const string JavaScriptPkce = """
        import { createHash, randomBytes } from 'node:crypto';
        import { SSOOIDCClient, CreateTokenCommand } from '@aws-sdk/nested-clients/sso-oidc';

        const endpoint = process.env.AWS_ENDPOINT_URL_SSO_OIDC;
        const json = async (path, body) => (await fetch(endpoint + path, { method: 'POST', body: JSON.stringify(body) })).json();
        const { clientId, clientSecret } = await json('/client/register', {
          clientName: 'test', clientType: 'public', scopes: ['sso:account:access'],
          grantTypes: ['authorization_code', 'refresh_token'], redirectUris: ['http://127.0.0.1/oauth/callback'],
        });
        const codeVerifier = randomBytes(32).toString('base64url');
        const redirectUri = 'http://127.0.0.1:51234/oauth/callback';
        const query = new URLSearchParams({
          response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state: 'x', code_challenge_method: 'S256',
          scopes: 'sso:account:access', code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        });
        const page = await (await fetch(`${endpoint}/authorize?${query}`)).text();
        const form = /name="form" value="([^"]+)"/.exec(page)[1];
        const approved = await fetch(`${endpoint}/authorize`, {
          method: 'POST', redirect: 'manual', body: new URLSearchParams({ form, decision: 'approve' }),
        });
        const code = new URL(approved.headers.get('location')).searchParams.get('code');
        const oidc = new SSOOIDCClient({ region: 'us-east-1', endpoint });
        const ask = (more) => oidc.send(new CreateTokenCommand({ clientId, clientSecret, ...more }));
        const token = await ask({ grantType: 'authorization_code', code, codeVerifier, redirectUri });
        const next = await ask({ grantType: 'refresh_token', refreshToken: token.refreshToken });
        const again = await ask({ grantType: 'refresh_token', refreshToken: token.refreshToken }).catch((error) => error.name);
        console.log(typeof next.accessToken, next.expiresIn, again);
        """;

    /// <summary>Writes what <c>aws login</c> would, with credentials that end soon, and has AWS' SDK renew them.</summary>
    private const string JavaScriptLogin = """
        import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
        import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
        import { fromLoginCredentials } from '@aws-sdk/credential-provider-login';

        const endpoint = process.env.AWS_ENDPOINT_URL_SIGNIN;
        const clientId = 'arn:aws:signin:::devtools/same-device';
        const redirectUri = 'http://127.0.0.1:51234/oauth/callback';
        const codeVerifier = randomBytes(32).toString('base64url');
        const query = new URLSearchParams({
          response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state: 'x', scope: 'openid',
          code_challenge_method: 'SHA-256', code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        });
        const page = await (await fetch(`${endpoint}/v1/authorize?${query}`)).text();
        const form = /name="form" value="([^"]+)"/.exec(page)[1];
        const approved = await fetch(`${endpoint}/v1/authorize`, {
          method: 'POST', redirect: 'manual', body: new URLSearchParams({ form, decision: 'approve' }),
        });
        const code = new URL(approved.headers.get('location')).searchParams.get('code');
        const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
        const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
        const text = part({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }) + '.' +
          part({ htm: 'POST', htu: `${endpoint}/v1/token`, iat: Math.floor(Date.now() / 1000), jti: randomUUID() });
        const proof = `${text}.${sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
        const answer = await (await fetch(`${endpoint}/v1/token`, {
          method: 'POST', headers: { 'content-type': 'application/json', DPoP: proof },
          body: JSON.stringify({ clientId, grantType: 'authorization_code', code, codeVerifier, redirectUri }),
        })).json();
        const session = JSON.parse(Buffer.from(answer.idToken.split('.')[1], 'base64url')).sub;
        const folder = `${process.env.HOME}/.aws/login/cache`;
        const file = `${folder}/${createHash('sha256').update(session).digest('hex')}.json`;
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, JSON.stringify({
          accessToken: { ...answer.accessToken, accountId: session.split(':')[4], expiresAt: new Date(Date.now() + 60000).toISOString() },
          tokenType: answer.tokenType, clientId, refreshToken: answer.refreshToken, idToken: answer.idToken,
          dpopKey: privateKey.export({ type: 'sec1', format: 'pem' }),
        }));
        process.env.AWS_LOGIN_CACHE_DIRECTORY = folder;
        const renew = () => fromLoginCredentials({ profile: 'aws-login', clientConfig: { region: 'us-east-1', endpoint } })();
        const expected = process.argv.at(-1);
        if (expected !== 'renewed') {
          console.log(await renew().catch((error) => error.message));
        } else {
          const credentials = await renew();
          const kept = JSON.parse(readFileSync(file, 'utf8'));
          console.log(credentials.accessKeyId !== answer.accessToken.accessKeyId, kept.refreshToken !== answer.refreshToken, credentials.accountId);
        }
        """;

    [AwsCliFact]
    public async Task The_cli_signs_in_with_a_device_code_and_uses_the_role()
    {
        var run = await ClientProgram.Python.RunAsync(Environment(), "-c", AwsCliLogin);
        Assert.Contains("Successfully logged into Start URL", run.Succeeded(), StringComparison.Ordinal);
        Assert.Contains(":assumed-role/AWSReservedSSO_Developer_", run.Output, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task The_javascript_sdk_gets_and_renews_a_token() =>
        Assert.Equal("string 3600 InvalidGrantException", await RunNodeAsync(JavaScriptPkce));

    [NodeFact]
    public async Task The_javascript_sdk_renews_a_login() =>
        Assert.Equal("true true 111122223333", await RunNodeAsync(JavaScriptLogin, "renewed"));

    [NodeFact]
    public async Task The_javascript_sdk_understands_that_a_password_has_changed()
    {
        // The first call of the script exchanges the code, which the fault lets pass; the second one refreshes.
        await sandbox.Control.ArmFaultAsync(
            FaultKinds.SignInPasswordChanged,
            new FaultOptions(Count: 2),
            CancellationToken.None
        );
        Assert.Contains(
            "change in your password",
            await RunNodeAsync(JavaScriptLogin, "refused"),
            StringComparison.Ordinal
        );
    }

    private async Task<string> RunNodeAsync(string script, params IEnumerable<string> arguments) =>
        (
            await ClientProgram.Node.RunAsync(Environment(), ["--input-type=module", "-e", script, "--", .. arguments])
        ).Succeeded();

    private Dictionary<string, string> Environment() =>
        new(sandbox.Description.Environment)
        {
            ["HOME"] = sandbox.Description.Home,
            ["USERPROFILE"] = sandbox.Description.Home,
        };
}
