using Microsoft.Extensions.Time.Testing;
using OtpNet;
using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Iam;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.Policies;
using RoleAssist.Sandbox.Signing;
using RoleAssist.Sandbox.Sts;

namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>STS and IAM in memory, with a fixed clock and a role for every rule.</summary>
internal sealed class TestSts
{
    public const string Account = "111122223333";
    public const string OtherAccount = "222233334444";
    public const string Serial = $"arn:aws:iam::{Account}:mfa/alice";
    public const string ExternalId = "vendor-42";
    public const string Issuer = "https://builds.example.com/tenant";
    public const string Audience = "sts.amazonaws.com";
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static readonly string[] BothAccounts =
    [
        $"arn:aws:iam::{Account}:root",
        $"arn:aws:iam::{OtherAccount}:root",
    ];

    private readonly StsService _service;
    private readonly IamService _iam;

    public TestSts(KeyRules? rules = null, int members = 0)
    {
        Rules = rules ?? new KeyRules();
        Device = new MfaDevice(Serial, Secret, lastSpentStep: 0, step => SpentSteps.Add(step), Time);
        Alice = new User(Account, "alice", "AKIAALICEALICEALICE2", "alice-secret", Device)
        {
            KeysRequireMfa = Rules.RequireMfa,
        };
        Bob = new User(Account, "bob", "AKIABOBBOBBOBBOBBOB2", "bob-secret", Mfa: null);
        Directory = new AccountDirectory(
            [Alice, Bob],
            [
                new Role(OtherAccount, "open", TrustPolicies.For(BothAccounts)),
                new Role(OtherAccount, "alice-only", TrustPolicies.For(Alice.Arn)),
                new Role(OtherAccount, "mfa", TrustPolicies.WithMfa(Alice.Arn, Arn("open"))),
                new Role(OtherAccount, "external", TrustPolicies.WithExternalId(ExternalId, Alice.Arn)),
                new Role(OtherAccount, "chained", TrustPolicies.For(Arn("open"))),
                new Role(
                    OtherAccount,
                    "bare",
                    TrustPolicies.Allow(
                        [.. BothAccounts.Select(arn => new Principal(Principal.Aws, arn))],
                        [TrustActions.AssumeRole],
                        []
                    )
                ),
                new Role(OtherAccount, "long", TrustPolicies.For(BothAccounts))
                {
                    MaxSessionDuration = TimeSpan.FromHours(12),
                },
                new Role(OtherAccount, "builds", TrustPolicies.ForTokens(Provider, Audience, "repo:example/app:*")),
            ],
            [Provider],
            new AccessKeys([Alice, Bob], Rules, Time),
            members == 0 ? null : new Organization(Account, members)
        );
        Tokens = new SessionTokens(SealingKey);
        _service = new StsService(Directory, Tokens);
        _iam = new IamService(Directory, Tokens);
    }

    public KeyRules Rules { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static byte[] SealingKey { get; } = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    public User Alice { get; }

    public User Bob { get; }

    public MfaDevice Device { get; }

    public AccountDirectory Directory { get; }

    public SessionTokens Tokens { get; }

    public OidcProvider Provider { get; } = new(OtherAccount, Issuer, [Audience, "another-client"], new SigningKey());

    public List<long> SpentSteps { get; } = [];

    public Keys AliceKeys => new(Alice.AccessKeyId, Alice.SecretAccessKey);

    public Keys BobKeys => new(Bob.AccessKeyId, Bob.SecretAccessKey);

    public static string Arn(string role) => $"arn:aws:iam::{OtherAccount}:role/{role}";

    public string Code(int steps = 0) =>
        new Totp(Base32Encoding.ToBytes(Secret)).ComputeTotp(Time.GetUtcNow().AddSeconds(30 * steps).UtcDateTime);

    public RequestSigner Signer(Keys keys) => new(keys, Time.GetUtcNow());

    public Answer Send(SignableRequest request)
    {
        var answer = _service.Answer(request, Time.GetUtcNow());
        return new Answer(answer.Status, answer.Body);
    }

    public Answer Call(Keys keys, string action, params IEnumerable<(string Name, string Value)> parameters) =>
        Send(Signer(keys).Post(action, parameters));

    /// <summary>Sends a request to IAM.</summary>
    public Answer SendIam(SignableRequest request)
    {
        var answer = _iam.Answer(request, Time.GetUtcNow());
        return new Answer(answer.Status, answer.Body);
    }

    public Answer CallIam(Keys keys, string action, params IEnumerable<(string Name, string Value)> parameters) =>
        SendIam(Signer(keys).ForIam.Post(action, parameters));

    public Keys SessionOf(Keys keys, bool mfa) => Call(keys, "GetSessionToken", mfa ? Mfa() : []).Keys;

    public Answer AssumeRole(Keys keys, string role, params IEnumerable<(string Name, string Value)> parameters) =>
        Call(keys, "AssumeRole", [("RoleArn", Arn(role)), ("RoleSessionName", "session"), .. parameters]);

    public Answer CallerIdentity(Keys keys) => Call(keys, "GetCallerIdentity");

    public (string, string)[] Mfa(string? code = null) => [("SerialNumber", Serial), ("TokenCode", code ?? Code())];
}
