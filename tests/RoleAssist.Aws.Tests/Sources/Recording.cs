using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoleAssist.Aws.Http;
using RoleAssist.Aws.Metadata;
using RoleAssist.Aws.SharedConfig;
using RoleAssist.Aws.SignIn;
using RoleAssist.Aws.Sso;
using RoleAssist.Aws.Sts;
using RoleAssist.Aws.Tests.Fakes;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Credentials;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Sessions.Kept;
using RoleAssist.Core.Vault;
using RoleAssist.TestInfrastructure.Sessions;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Aws.Tests.Sources;

/// <summary>A recorded test case, whose file system is a temporary folder.</summary>
internal sealed class Recording : IDisposable
{
    /// <summary>
    /// Maps error messages of the SDK for Rust to RoleAssist's error codes. For any other message, any RoleAssist error
    /// is accepted.
    /// </summary>
    private static readonly (string Wording, ErrorCode Code)[] Wordings =
    [
        ("provider was not enabled", ErrorCode.CredentialsMissing),
        ("external process exited with code", ErrorCode.CredentialSourceFailed),
        (".aws/sso/cache/", ErrorCode.SsoLoginRequired),
    ];

    // Before the recordings were made, so that none of their credentials has expired.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly string _root = Directory.CreateTempSubdirectory("roleassist-").FullName;
    private readonly RecordedTraffic _traffic;
    private readonly JsonElement _expected;
    private readonly ProcessEnvironment _environment;
    private readonly bool _asksTheDefaultProfile;

    public Recording(string folder, bool asksTheDefaultProfile)
    {
        _asksTheDefaultProfile = asksTheDefaultProfile;
        var files = Path.Combine(folder, "fs");
        foreach (var file in Directory.Exists(files) ? Directory.GetFiles(files, "*", SearchOption.AllDirectories) : [])
        {
            var copy = Path.Combine(_root, Path.GetRelativePath(files, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllLines(copy, File.ReadAllLines(file).Select(line => Relocate(line, files)));
        }

        _traffic = new RecordedTraffic(Read(folder, "http-traffic.json"));
        _expected = Read(folder, "test-case.json").GetProperty("result");
        _environment = new ProcessEnvironment(
            Read(folder, "env.json")
                .EnumerateObject()
                .Select(variable => KeyValuePair.Create(variable.Name, Relocate(variable.Value.GetString()!, files)))
        );
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>
    /// Replays the case and describes the first difference from the expected result; null if there is none.
    /// </summary>
    public async Task<string?> ReplayAsync()
    {
        var outcome = await OutcomeAsync();
        var difference = _expected.TryGetProperty("Ok", out var credentials)
            ? Differs(
                Describe(credentials),
                outcome.Credentials is { } actual ? Describe(actual) : outcome.Error!.ToString()
            )
            : Differs(_expected.GetProperty("ErrorContains").GetString()!, outcome.Error);
        return difference ?? (_traffic.PendingRequests is [var missing, ..] ? $"{missing} was not requested" : null);
    }

    private async Task<(AwsCredentials? Credentials, RoleAssistException? Error)> OutcomeAsync()
    {
        using var http = new AwsHttpClients(_environment, _ => _traffic);
        using var metadata = new MetadataHttpClients(_ => _traffic);
        using var registry = new SessionRegistry(_time);
        var retries = new RetryPolicy(_time, () => 0);
        var names = new RoleSessionNames(new Workstation("ana", "desk"), new CurrentClient(), text => text);
        var store = new SharedConfigProfileStore(_environment, _time);
        var resolver = new RoleChainResolver(_environment);
        using var tokens = new SsoTokens(_environment, new FakeTokenVault(), _time, NullLogger<SsoTokens>.Instance);
        using var logins = new LoginCache(
            _environment,
            name => Path.Combine(_root, name),
            _time,
            NullLogger<LoginCache>.Instance
        );
        var provider = new CredentialProvider(
            _environment,
            names,
            http,
            metadata,
            retries,
            TestClock.Of(_time),
            new VaultKeys(new OneSecretStore(), new MemoryVaultIndex(), TimeProvider.System),
            tokens,
            logins
        );
        var issuer = new SessionIssuer(
            provider,
            new SecurityTokenService(http, retries, TestClock.Of(_time)),
            new MfaCodes(new NoSpentCodes(), _time),
            registry,
            names,
            new NoRunningSessions(),
            _time
        );
        using var kept = new MemoryKeptSessions(_time);
        var assume = new SessionService(
            store,
            resolver,
            issuer,
            registry,
            new SessionKeeper(kept, registry, _time),
            _time,
            NullLogger<SessionService>.Instance,
            new SessionAdmission(issuer, registry),
            new PrimeFinder(store, resolver, issuer, registry)
        );
        var target = new AssumeTarget { Profile = _asksTheDefaultProfile ? resolver.DefaultProfile : null };
        try
        {
            var chain = resolver.Resolve(await store.LoadAsync(CancellationToken.None), target);
            return chain.Steps is [.., AssumeRoleStep]
                ? ((await assume.AssumeAsync(target, new SessionOptions(), CancellationToken.None)).Credentials, null)
                : (await provider.GetAsync(chain.Base, CancellationToken.None), null);
        }
        catch (RoleAssistException error)
        {
            return (null, error);
        }
    }

    /// <summary>No recording contains an MFA code.</summary>
    private sealed class NoSpentCodes : ISpentCodeStore
    {
        public Task<ISpentCodes> OpenAsync(string mfaSerial, CancellationToken cancellationToken) =>
            throw new InvalidOperationException(mfaSerial);
    }

    private static string? Differs(string expected, string actual) =>
        expected == actual ? null : $"expected {expected}, got {actual}";

    private string? Differs(string wording, RoleAssistException? error)
    {
        if (error is null)
        {
            return $"expected '{wording}', got credentials";
        }

        var known = Wordings.FirstOrDefault(pair => wording.Contains(pair.Wording, StringComparison.Ordinal));
        var isSame = known.Wording is null || known.Code == error.Code;
        // A path or a message about the files is the same in every SDK.
        var saysTheSame =
            !wording.Contains('`', StringComparison.Ordinal)
            || wording
                .Split('`')[1..^1]
                .All(quoted =>
                    error
                        .Message.Replace(_root, "", StringComparison.Ordinal)
                        .Contains(quoted, StringComparison.Ordinal)
                );
        return isSame && saysTheSame ? null : $"expected '{wording}', got {error.Code}: {error.Message}";
    }

    /// <summary>
    /// Rewrites absolute paths to point to the case's files below the folder that represents the root.
    /// </summary>
    private string Relocate(string text, string files)
    {
        var path = text[(text.LastIndexOf('=') + 1)..].Trim();
        return path.StartsWith('/') && Path.Exists(files + path)
                ? text.Replace(path, _root + path, StringComparison.Ordinal)
            : path is "/home" ? _root + path
            : text;
    }

    private static string Describe(JsonElement credentials) =>
        Describe(
            Text(credentials, "access_key_id"),
            Text(credentials, "secret_access_key"),
            Text(credentials, "session_token"),
            Text(credentials, "account_id"),
            credentials.TryGetProperty("expiry", out var expiry) ? expiry.GetInt64() : null
        );

    private static string Describe(AwsCredentials credentials) =>
        Describe(
            credentials.AccessKeyId,
            credentials.SecretAccessKey,
            credentials.SessionToken,
            credentials.AccountId,
            credentials.Expiration?.ToUnixTimeSeconds()
        );

    private static string Describe(string? id, string? secret, string? token, string? account, long? expiry) =>
        $"{id} {secret} {token} account {account} until {expiry}";

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonElement Read(string folder, string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, file))).RootElement;
}
