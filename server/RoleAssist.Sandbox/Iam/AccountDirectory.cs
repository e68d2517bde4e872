namespace RoleAssist.Sandbox.Iam;

/// <summary>Every user and role that the sandbox knows.</summary>
internal sealed class AccountDirectory(IReadOnlyList<User> users, IReadOnlyList<Role> roles)
{
    public User? UserByKey(string accessKeyId) => users.FirstOrDefault(user => user.AccessKeyId == accessKeyId);

    public User? UserByArn(string arn) => users.FirstOrDefault(user => user.Arn == arn);

    public Role? RoleByArn(string arn) => roles.FirstOrDefault(role => role.Arn == arn);

    public IEnumerable<MfaDevice> MfaDevices => users.Select(user => user.Mfa).OfType<MfaDevice>();
}
