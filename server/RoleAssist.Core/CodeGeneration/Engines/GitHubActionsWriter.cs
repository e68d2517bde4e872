using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>
/// Writes a GitHub workflow (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax). A job's
/// token gets it the role of its account (https://github.com/aws-actions/configure-aws-credentials).
/// </summary>
internal static class GitHubActionsWriter
{
    /// <summary>
    /// The most jobs of a matrix
    /// (https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations).
    /// </summary>
    private const int LongestMatrix = 256;

    private static readonly string[] Example = ["aws", "sts", "get-caller-identity"];

    public static EngineDefinition Write(EngineRequest request)
    {
        var places = request.Selection.Places;
        var matrices = places.Chunk(LongestMatrix).ToList();
        var text = new StringBuilder(
            """
            # Every role must trust this repository: roleassist generate trust-policy --template github
            name: Run in many accounts

            on: workflow_dispatch

            permissions:
              id-token: write # the token that AWS exchanges for credentials
              contents: read

            jobs:

            """.ReplaceLineEndings("\n")
        );
        for (var index = 0; index < matrices.Count; index++)
        {
            WriteJob(text, request, matrices.Count == 1 ? "run" : Number("run-", index + 1), matrices[index]);
        }

        return new EngineDefinition(
            "run-in-accounts.yml",
            text.ToString().TrimEnd('\n') + "\n",
            [
                "Save it in .github/workflows, and let each role trust the repository: "
                    + "roleassist generate trust-policy --template github.",
                .. matrices.Count == 1
                    ? Array.Empty<string>()
                    :
                    [
                        $"A matrix has at most {LongestMatrix} jobs, so there are {matrices.Count} jobs with a matrix each.",
                    ],
            ]
        );
    }

    private static void WriteJob(StringBuilder text, EngineRequest request, string id, TargetRegion[] places)
    {
        text.Append(
            $$$"""
              {{{id}}}:
                name: ${{ matrix.name }} ${{ matrix.region }}
                runs-on: ubuntu-latest
                strategy:
                  fail-fast: false
                  max-parallel: {{{Number("", request.Parallel)}}}
                  matrix:
                    include:

            """.ReplaceLineEndings("\n")
        );
        foreach (var place in places)
        {
            text.Append($"          - account: {EngineText.Yaml(place.Account.AccountId)}\n")
                .Append($"            name: {EngineText.Yaml(Literal(EngineText.Name(place.Name)))}\n")
                .Append($"            role: {EngineText.Yaml(place.Account.RoleArn)}\n")
                .Append($"            region: {EngineText.Yaml(place.Region)}\n");
        }

        var command = EngineText.Shell(request.Command is [] ? Example : request.Command);
        text.Append(
            $$$"""
                steps:
                  - uses: actions/checkout@v5
                  - uses: aws-actions/configure-aws-credentials@v6.2.3
                    with:
                      role-to-assume: ${{ matrix.role }}
                      role-session-name: run-${{ github.run_id }}
                      aws-region: ${{ matrix.region }}
                      # Stops if the role is in another account.
                      allowed-account-ids: ${{ matrix.account }}
                  - run: {{{EngineText.Yaml(LiteralInShell(command))}}}
                    env:
                      ROLEASSIST_ACCOUNT: ${{ matrix.account }}
                      ROLEASSIST_ACCOUNT_NAME: ${{ matrix.name }}
                      ROLEASSIST_REGION: ${{ matrix.region }}


            """.ReplaceLineEndings("\n")
        );
    }

    /// <summary>
    /// Separates what begins an expression, which GitHub evaluates in every string
    /// (https://docs.github.com/actions/reference/security/secure-use#good-practices-for-mitigating-script-injection-attacks).
    /// </summary>
    private static string Literal(string text) => text.Replace("${{", "$ {{", StringComparison.Ordinal);

    /// <summary>The same in a quoted word of a shell, where two parts without a space between are one word.</summary>
    private static string LiteralInShell(string command) => command.Replace("${{", "$''{{", StringComparison.Ordinal);

    private static string Number(string before, int number) => before + number.ToString(CultureInfo.InvariantCulture);
}
