namespace RoleAssist.Core.CodeGeneration.Languages.Python;

/// <summary>Python 3 with boto3.</summary>
internal static class PythonLanguage
{
    public static CodeLanguage Instance { get; } =
        new(
            "python",
            "Python",
            ".py",
            new PythonSyntax(),
            [
                new(
                    "assume-role",
                    "A script that assumes the role, with an MFA code if needed, and renews its credentials."
                )
                {
                    TakesNoUserCode = true,
                    FileName = "assume_role.py",
                    Prefixes = ["aws-assume-role", "aws-mfa", "aws-temp-creds"],
                },
                new(
                    "multi-account",
                    "A script that does the same work in several accounts with one MFA code and reports each result."
                )
                {
                    BuysUserSession = true,
                    Accounts = 2,
                    FileName = "multi_account.py",
                    Prefixes = ["aws-multi-account"],
                },
                new("injected", "A script that uses only the credentials that RoleAssist provides to its terminal.")
                {
                    TakesWebIdentity = true,
                    Needs = [Fact.Profile],
                    Prefixes = ["aws-injected"],
                },
            ]
        )
        {
            Aliases = ["py", "boto3"],
        };
}
