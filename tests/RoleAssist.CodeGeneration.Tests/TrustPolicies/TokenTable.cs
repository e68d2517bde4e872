using System.Text;
using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests.TrustPolicies;

/// <summary>Generated policies, tokens, and which token each policy is expected to accept.</summary>
/// <param name="Template">The template of the policies.</param>
/// <param name="Policies">The parameters of each policy, and the bearers of tokens that get in.</param>
internal sealed record TokenTable(
    string Template,
    IReadOnlyList<(string Values, string[] Accepted)> Policies,
    IReadOnlyList<BuildToken> Tokens
)
{
    private const string Account = "444455556666";

    /// <summary>Tries all tokens on all policies; returns the table, and whether it is as expected.</summary>
    public async Task<(bool IsRight, string Text)> TryAsync(TokenSandbox sandbox)
    {
        foreach (var token in Tokens)
        {
            await sandbox.TrustElsewhereAsync(Account, token);
        }

        var text = new StringBuilder();
        var isRight = true;
        foreach (var (values, accepted) in Policies)
        {
            text.Append($"\n{Template} {values}\n");
            Assert.Subset(Tokens.Select(token => token.Bearer).ToHashSet(), accepted.ToHashSet());
            var role =
                await sandbox.CreateRoleAsync(Account, Generate(values))
                ?? throw new InvalidOperationException($"IAM does not accept {Template} {values}.");
            foreach (var token in Tokens)
            {
                var refusal = await sandbox.RefusalAsync(role, token);
                var isExpected = refusal is null == accepted.Contains(token.Bearer);
                isRight &= isExpected;
                text.Append(
                    $"{(isExpected ? " " : "!")} {(refusal is null ? "in " : "out")} {token.Bearer} ({token.Subject}) {refusal}\n"
                );
            }
        }

        return (isRight, text.ToString());
    }

    private string Generate(string values) =>
        SampleProfiles
            .Handler()
            .Handle(
                new CodeRequest("trust-policy", Template, [new AssumeTarget { Profile = "prod-admin" }], [])
                {
                    Parameters = values
                        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(pair => pair.Split('='))
                        .ToDictionary(pair => pair[0], pair => pair[1]),
                }
            )
            .Code;
}
