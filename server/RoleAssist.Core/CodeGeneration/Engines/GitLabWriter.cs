using System.Globalization;
using System.Text;

namespace RoleAssist.Core.CodeGeneration.Engines;

/// <summary>
/// Writes a GitLab pipeline (https://docs.gitlab.com/ci/yaml/). The SDKs exchange a job's token for the role themselves.
/// </summary>
internal static class GitLabWriter
{
    /// <summary>The most jobs of a matrix (https://docs.gitlab.com/ci/yaml/#parallelmatrix).</summary>
    private const int LongestMatrix = 200;

    private static readonly string[] Example = ["aws", "sts", "get-caller-identity"];

    public static EngineDefinition Write(EngineRequest request)
    {
        var matrices = request.Selection.Places.Chunk(LongestMatrix).ToList();
        var command = EngineText.Shell(request.Command is [] ? Example : request.Command);
        var text = new StringBuilder(
            $$"""
            # Every role must trust this project: roleassist generate trust-policy --template gitlab
            # The jobs need an image or a runner with the AWS CLI.
            .run:
              id_tokens:
                AWS_TOKEN:
                  aud: https://gitlab.com
              before_script:
                - umask 077
                - export AWS_WEB_IDENTITY_TOKEN_FILE="$(mktemp)"
                - trap 'rm -f "$AWS_WEB_IDENTITY_TOKEN_FILE"' EXIT
                - printf '%s' "$AWS_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
                - export AWS_ROLE_SESSION_NAME="run-$CI_PIPELINE_ID"
                # Stops if the role is in another account.
                - test "$(aws sts get-caller-identity --query Account --output text)" = "$ROLEASSIST_ACCOUNT"
              script:
                - {{EngineText.Yaml(command)}}

            """.ReplaceLineEndings("\n")
        );
        for (var index = 0; index < matrices.Count; index++)
        {
            WriteJob(text, matrices.Count == 1 ? "run" : $"run-{Number(index + 1)}", matrices[index]);
        }

        return new EngineDefinition(
            ".gitlab-ci.yml",
            text.ToString(),
            [
                "Let each role trust the project: roleassist generate trust-policy --template gitlab.",
                "GitLab has no limit for the jobs of a matrix that run at a time; limit the runners.",
                .. matrices.Count == 1
                    ? Array.Empty<string>()
                    :
                    [
                        $"A matrix has at most {LongestMatrix} jobs, so there are {matrices.Count} jobs with a matrix each.",
                    ],
            ]
        );
    }

    private static void WriteJob(StringBuilder text, string name, TargetRegion[] places)
    {
        text.Append($"\n{name}:\n  extends: .run\n  parallel:\n    matrix:\n");
        foreach (var place in places)
        {
            text.Append($"      - ROLEASSIST_ACCOUNT: {EngineText.Yaml(place.Account.AccountId)}\n")
                .Append($"        ROLEASSIST_ACCOUNT_NAME: {EngineText.Yaml(Literal(EngineText.Name(place.Name)))}\n")
                .Append($"        ROLEASSIST_REGION: {EngineText.Yaml(place.Region)}\n")
                .Append($"        AWS_REGION: {EngineText.Yaml(place.Region)}\n")
                .Append($"        AWS_ROLE_ARN: {EngineText.Yaml(place.Account.RoleArn)}\n");
        }
    }

    /// <summary>Doubles what begins a variable (https://docs.gitlab.com/ci/variables/#use-the--character-in-cicd-variables).</summary>
    private static string Literal(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
