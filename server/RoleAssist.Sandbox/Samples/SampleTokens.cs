using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Sso;

namespace RoleAssist.Sandbox.Samples;

/// <summary>
/// Creates the temporary files that the sample profiles refer to. They are rewritten at every start of the sandbox.
/// </summary>
internal static class SampleTokens
{
    private static readonly TimeSpan BuildTokenLifetime = TimeSpan.FromDays(7);

    public static IReadOnlyList<SampleFile> Create(SampleAccounts accounts, SsoTokens tokens, DateTimeOffset now) =>
        [
            new(InAwsFolder(SampleFiles.BuildToken), BuildToken(accounts.BuildServer, now)),
            new(
                InAwsFolder(SampleFiles.RobotKeys),
                JsonSerializer.Serialize(
                    new ProcessCredentials(1, accounts.Robot.AccessKeyId, accounts.Robot.SecretAccessKey),
                    SamplesJsonContext.PascalCase.ProcessCredentials
                )
            ),
            Cached(SampleFiles.SsoSession, Login(tokens, now)),
            Cached(SampleFiles.SsoStartUrl, LegacyLogin(tokens, now)),
        ];

    private static string BuildToken(OidcProvider provider, DateTimeOffset now) =>
        JsonWebToken.Create(
            provider.Key,
            new JwtClaims(
                provider.Issuer,
                SampleAccounts.BuildSubject,
                SampleAccounts.BuildAudience,
                now.ToUnixTimeSeconds(),
                (now + BuildTokenLifetime).ToUnixTimeSeconds()
            )
        );

    private static CachedSsoToken Login(SsoTokens tokens, DateTimeOffset now)
    {
        var (client, login) = Begin(tokens, ["sso:account:access"], now);
        return Token(client, tokens, login, now + SsoTokens.AccessLifetime) with
        {
            RefreshToken = tokens.IssueRefresh(login),
        };
    }

    /// <summary>Creates a legacy token, which is valid for as long as the login because it cannot be renewed.</summary>
    private static CachedSsoToken LegacyLogin(SsoTokens tokens, DateTimeOffset now)
    {
        var (client, login) = Begin(tokens, [], now);
        return Token(client, tokens, login, login.Expiration);
    }

    private static (RegisteredClient Client, SsoGrant Login) Begin(
        SsoTokens tokens,
        IReadOnlyList<string> scopes,
        DateTimeOffset now
    )
    {
        var client = tokens.Register(new ClientMetadata("sample", scopes, [], []), now);
        return (client, SsoGrant.Begin(tokens.OpenClient(client.Id, now)!.Id, now));
    }

    private static CachedSsoToken Token(
        RegisteredClient client,
        SsoTokens tokens,
        SsoGrant login,
        DateTimeOffset expiration
    ) =>
        new(
            SampleFiles.SsoStartUrl,
            SampleFiles.SsoRegion,
            tokens.IssueAccess(login, expiration),
            IsoTime.ToText(expiration),
            client.Id,
            client.Secret,
            IsoTime.ToText(client.Expiration)
        );

    private static SampleFile Cached(string key, CachedSsoToken token) =>
        new(
            InAwsFolder($"sso/cache/{CacheName(key)}.json"),
            JsonSerializer.Serialize(token, SamplesJsonContext.CamelCase.CachedSsoToken)
        );

    private static string InAwsFolder(string path) => $".aws/{path}";

#pragma warning disable CA5350 // The AWS CLI names the files so, and every SDK looks for them there.
    private static string CacheName(string key) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(key)));
#pragma warning restore CA5350
}

/// <summary>A sample file; its path is relative to the home folder.</summary>
internal sealed record SampleFile(string Path, string Text);

/// <summary>A login in the format of the AWS CLI's cache.</summary>
internal sealed record CachedSsoToken(
    string StartUrl,
    string Region,
    string AccessToken,
    string ExpiresAt,
    string ClientId,
    string ClientSecret,
    string RegistrationExpiresAt
)
{
    public string? RefreshToken { get; init; }
}

/// <summary>The output of a <c>credential_process</c>.</summary>
internal sealed record ProcessCredentials(int Version, string AccessKeyId, string SecretAccessKey);
