namespace RoleAssist.Sandbox.Iam;

/// <summary>The accounts that the sample profiles lead to. The ids are those that AWS uses in its documentation.</summary>
internal static class SampleAccounts
{
    public const string ExternalId = "roleassist-sandbox";
    public const string MfaSerial = $"arn:aws:iam::{Home}:mfa/{UserName}";
    public const string DeveloperRole = $"arn:aws:iam::{Development}:role/developer";
    public const string AdminRole = $"arn:aws:iam::{Production}:role/admin";
    public const string AuditorRole = $"arn:aws:iam::{Audit}:role/auditor";
    public const string VendorRole = $"arn:aws:iam::{Vendor}:role/vendor-access";
    public const string BatchRole = $"arn:aws:iam::{Batch}:role/batch";

    private const string UserName = "alice";
    private const string Home = "111122223333";
    private const string Development = "222233334444";
    private const string Production = "444455556666";
    private const string Audit = "555566667777";
    private const string Vendor = "777788889999";
    private const string Batch = "888899990000";

    public static AccountDirectory Create(string accessKeyId, string secretAccessKey, MfaDevice device)
    {
        var alice = new User(Home, UserName, accessKeyId, secretAccessKey, device);
        return new AccountDirectory(
            [alice],
            [
                new Role(Development, "developer", new TrustPolicy($"arn:aws:iam::{Home}:root")),
                new Role(Production, "admin", new TrustPolicy(alice.Arn) { RequiresMfa = true })
                {
                    MaxSessionDuration = TimeSpan.FromHours(4),
                },
                new Role(Audit, "auditor", new TrustPolicy(AdminRole)),
                new Role(Vendor, "vendor-access", new TrustPolicy(alice.Arn) { ExternalId = ExternalId }),
                new Role(Batch, "batch", new TrustPolicy(alice.Arn)) { MaxSessionDuration = TimeSpan.FromHours(12) },
            ]);
    }
}
