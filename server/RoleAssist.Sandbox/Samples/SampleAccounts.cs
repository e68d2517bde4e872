using RoleAssist.Sandbox.Accounts;
using RoleAssist.Sandbox.Formats;
using RoleAssist.Sandbox.Oidc;
using RoleAssist.Sandbox.SignIn;
using RoleAssist.Sandbox.Sso;

namespace RoleAssist.Sandbox.Samples;

/// <summary>The accounts of the sample profiles. Their IDs are those of AWS' documentation.</summary>
/// <param name="Robot">The user whose keys a program returns.</param>
/// <param name="TaskRole">The role of a container.</param>
/// <param name="InstanceRole">The role of a virtual machine.</param>
/// <param name="BuildServer">The identity provider of a build server.</param>
/// <param name="Assignments">What the user of Identity Center can use.</param>
/// <param name="SignInPeople">Who can sign in with <c>aws login</c>.</param>
internal sealed record SampleAccounts(
    AccountDirectory Directory,
    User Robot,
    Role TaskRole,
    Role InstanceRole,
    OidcProvider BuildServer,
    Assignments Assignments,
    SignInPeople SignInPeople
)
{
    public const string Home = "111122223333";
    public const string Development = "222233334444";
    public const string Production = "444455556666";
    public const string ExternalId = "roleassist-sandbox";
    public const string MfaSerial = $"arn:aws:iam::{Home}:mfa/{UserName}";
    public const string AliceArn = $"arn:aws:iam::{Home}:user/{UserName}";
    public const string DeveloperRole = $"arn:aws:iam::{Development}:role/developer";
    public const string AdminRole = $"arn:aws:iam::{Production}:role/admin";
    public const string AuditorRole = $"arn:aws:iam::{Audit}:role/auditor";
    public const string VendorRole = $"arn:aws:iam::{Vendor}:role/vendor-access";
    public const string BatchRole = $"arn:aws:iam::{Batch}:role/batch";
    public const string DeployRole = $"arn:aws:iam::{Production}:role/deploy";
    public const string ReportRole = $"arn:aws:iam::{Production}:role/report-writer";
    public const string BackupRole = $"arn:aws:iam::{Production}:role/backup-operator";
    public const string BuildSubject = "repo:example/app:ref:refs/heads/main";
    public const string BuildAudience = "sts.amazonaws.com";
    public const string DeveloperPermissions = "Developer";
    public const string ReadOnlyPermissions = PermissionSetRole.ReadOnly;

    private const string UserName = "alice";
    private const string Audit = "555566667777";
    private const string Vendor = "777788889999";
    private const string Batch = "888899990000";
    private const string BuildIssuer = "https://builds.sandbox.example";

    public static SampleAccounts Create(
        string accessKeyId,
        string secretAccessKey,
        MfaDevice device,
        byte[] sealingKey,
        SigningKey buildServerKey,
        KeyRules keyRules,
        int memberAccounts,
        TimeProvider time
    )
    {
        var alice = new User(Home, UserName, accessKeyId, secretAccessKey, device)
        {
            KeysRequireMfa = keyRules.RequireMfa,
        };
        var robot = new User(
            Home,
            "robot",
            UniqueId.ForKey(UniqueId.LongTermKey, Sealer.DeriveKey(sealingKey, "robot's access key id")),
            Convert.ToBase64String(Sealer.DeriveKey(sealingKey, "robot's secret access key").AsSpan(0, 30)),
            Mfa: null
        );
        var buildServer = new OidcProvider(Production, BuildIssuer, [BuildAudience], buildServerKey);
        var task = new Role(Development, "report-task", TrustPolicies.ForService("ecs-tasks.amazonaws.com"));
        var instance = new Role(Development, "web-server", TrustPolicies.ForService("ec2.amazonaws.com"));
        var developer = new Role(Development, "developer", TrustPolicies.For($"arn:aws:iam::{Home}:root"));
        var organization = memberAccounts == 0 ? null : new Organization(Home, memberAccounts);
        var directory = new AccountDirectory(
            [alice, robot],
            [
                developer,
                new Role(Production, "admin", TrustPolicies.WithMfa(alice.Arn))
                {
                    MaxSessionDuration = TimeSpan.FromHours(4),
                },
                new Role(Audit, "auditor", TrustPolicies.For(AdminRole)),
                new Role(Vendor, "vendor-access", TrustPolicies.WithExternalId(ExternalId, alice.Arn)),
                new Role(Batch, "batch", TrustPolicies.For(alice.Arn)) { MaxSessionDuration = TimeSpan.FromHours(12) },
                new Role(
                    Production,
                    "deploy",
                    TrustPolicies.ForTokens(buildServer, BuildAudience, "repo:example/app:*")
                ),
                new Role(Production, "report-writer", TrustPolicies.For(task.Arn)),
                new Role(Production, "backup-operator", TrustPolicies.For(instance.Arn)),
                task,
                instance,
                PermissionSetRole.Create(Development, DeveloperPermissions),
                PermissionSetRole.Create(Production, ReadOnlyPermissions),
            ],
            [buildServer],
            new AccessKeys([alice, robot], keyRules, time),
            organization
        );
        return new SampleAccounts(
            directory,
            robot,
            task,
            instance,
            buildServer,
            new Assignments(
                $"{UserName}@example.com",
                [
                    Assigned(Development, "development", DeveloperPermissions),
                    Assigned(Production, "production", ReadOnlyPermissions),
                ],
                organization
            ),
            new SignInPeople(
                SignInPerson.Create(alice, maySignIn: true),
                SignInPerson.Create(developer, UserName),
                SignInPerson.Create(robot, maySignIn: false)
            )
        );
    }

    private static AssignedAccount Assigned(string account, string name, string permissionSet) =>
        new(account, name, $"aws+{name}@example.com", [permissionSet]);
}
