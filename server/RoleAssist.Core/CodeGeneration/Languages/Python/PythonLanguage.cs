namespace RoleAssist.Core.CodeGeneration.Languages.Python;

/// <summary>Python 3 with boto3.</summary>
internal static class PythonLanguage
{
    public static CodeLanguage Instance { get; } = new(
        "python",
        "Python",
        ".py",
        new PythonSyntax(),
        [
            new("assume-role", "A script that assumes the role, with an MFA code where one is needed, works as it and renews it.")
            {
                TakesNoUserCode = true,
                FileName = "assume_role.py",
                Prefixes = ["aws-assume-role", "aws-mfa", "aws-temp-creds"],
            },
            new("multi-account", "A script that does the same in several accounts after one MFA code, and tells of each how it went.")
            {
                BuysUserSession = true,
                Accounts = 2,
                FileName = "multi_account.py",
                Prefixes = ["aws-multi-account"],
            },
            new("injected", "A script that works with the credentials RoleAssist gave to its terminal, and with no others.")
            {
                TakesWebIdentity = true,
                Needs = [Fact.Profile],
                Prefixes = ["aws-injected"],
            },
        ])
    {
        Aliases = ["py", "boto3"],
    };
}
