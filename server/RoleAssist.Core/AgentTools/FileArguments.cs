namespace RoleAssist.Core.AgentTools;

/// <summary>
/// Checks the arguments of one command that name files or addresses: the AWS CLI reads <c>file://</c> wherever a value may
/// stand (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html), some options and operations
/// take plain paths, and version 1 downloads addresses.
/// </summary>
internal sealed class FileArguments(string service, string operation, IWorkspaceFiles workspace)
{
    private const string InWorkspace = "Use a file in the workspace.";

    /// <summary>
    /// Operations that write their answer to a file, named by an argument without an option. With those of S3 that
    /// transfer files, every argument that is not part of an option's word counts as a path.
    /// </summary>
    private static readonly HashSet<string> WithFiles = new(StringComparer.Ordinal)
    {
        "s3 cp",
        "s3 mv",
        "s3 sync",
        "apigateway get-export",
        "apigateway get-sdk",
        "apigatewayv2 export-api",
        "appconfig create-hosted-configuration-version",
        "appconfig get-configuration",
        "appconfig get-hosted-configuration-version",
        "appconfigdata get-latest-configuration",
        "appsync get-introspection-schema",
        "bedrock-agentcore invoke-agent-runtime",
        "bedrock-runtime invoke-model",
        "cloudfront get-connection-function",
        "cloudfront get-function",
        "codeartifact get-package-version-asset",
        "codeguruprofiler get-profile",
        "datazone get-lineage-event",
        "ebs get-snapshot-block",
        "glacier get-job-output",
        "iot-data delete-thing-shadow",
        "iot-data get-thing-shadow",
        "iot-data update-thing-shadow",
        "iotwireless get-position-estimate",
        "iotwireless get-resource-position",
        "kinesis-video-archived-media get-clip",
        "kinesis-video-archived-media get-media-for-fragment-list",
        "kinesis-video-media get-media",
        "lakeformation get-work-unit-results",
        "lambda invoke",
        "lex-runtime post-content",
        "lex-runtime put-session",
        "lexv2-runtime put-session",
        "lexv2-runtime recognize-utterance",
        "location get-map-glyphs",
        "location get-map-sprites",
        "location get-map-style-descriptor",
        "location get-map-tile",
        "medialive describe-input-device-thumbnail",
        "mediastore-data get-object",
        "omics get-read-set",
        "omics get-reference",
        "polly synthesize-speech",
        "s3api get-object",
        "s3api get-object-torrent",
        "sagemaker-geospatial get-tile",
        "sagemaker-runtime invoke-endpoint",
        "schemas get-code-binding-source",
        "workmailmessageflow get-raw-message-content",
    };

    /// <summary>Options whose value is a path without <c>file://</c>.</summary>
    private static readonly string[] PathOptions =
    [
        "--asset-content",
        "--block-data",
        "--body",
        "--build-root",
        "--data",
        "--documents",
        "--input-stream",
        "--kubeconfig",
        "--output-template-file",
        "--outfile",
        "--private-key",
        "--source",
        "--template-file",
    ];

    /// <summary>Options without a value, so that what follows is an argument of its own.</summary>
    private static readonly string[] Flags =
    [
        "--delete",
        "--dry-run",
        "--dryrun",
        "--exact-timestamps",
        "--force",
        "--human-readable",
        "--only-show-errors",
        "--quiet",
        "--recursive",
        "--size-only",
        "--summarize",
    ];

    private static readonly string[] FilePrefixes = ["file://", "fileb://"];
    private static readonly string[] AddressPrefixes = ["http://", "https://", "ftp://"];

    private readonly bool _hasFiles = WithFiles.Contains($"{service} {operation}");
    private string? _option;

    /// <summary>Checks the next argument.</summary>
    public void Require(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            var (name, value) = AwsArguments.Split(word);
            _option = null;
            if (value is not null)
            {
                RequireValue(name, value);
            }
            else if (!name.StartsWith("--no-", StringComparison.Ordinal) && !Flags.Contains(name))
            {
                _option = name;
            }

            return;
        }

        RequireValue(_option, word);
        if (_hasFiles ? !IsInS3(word) && word != "-" : _option is null && IsAway(word))
        {
            RequireInside(
                word,
                _option is null
                    ? InWorkspace + " Write further values of a list as JSON."
                    : $"Write it as one word if it is not a path: {_option}={word}"
            );
        }

        // Whatever follows may be another value of a list, or an argument of its own.
        _option = null;
    }

    /// <summary>Checks what only all arguments together tell.</summary>
    public void RequireEnd(IReadOnlyList<string> words)
    {
        var places = words.Skip(2).Where(word => !word.StartsWith('-')).Select(IsInS3).ToList();
        var mayUpload = places.LastIndexOf(true) > places.IndexOf(false) && places.Contains(false);
        if (service == "s3" && _hasFiles && mayUpload && !words.Contains("--no-follow-symlinks"))
        {
            throw AwsArguments.Refused(
                "An upload follows links, which may lead out of the workspace.",
                "Add --no-follow-symlinks."
            );
        }
    }

    private static bool IsInS3(string word) => word.StartsWith("s3://", StringComparison.Ordinal);

    private void RequireValue(string? option, string value)
    {
        foreach (var prefix in FilePrefixes)
        {
            if (value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                RequireInside(value[prefix.Length..], InWorkspace);
                return;
            }

            if (value.Contains(prefix, StringComparison.OrdinalIgnoreCase))
            {
                throw AwsArguments.Refused($"'{value}' names a file within a value.", "Pass the value as JSON.");
            }
        }

        if (AddressPrefixes.Any(prefix => value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            RequireAddress(option, value);
        }

        if (option is not null && PathOptions.Any(path => path.StartsWith(option, StringComparison.OrdinalIgnoreCase)))
        {
            RequireInside(value, InWorkspace);
        }
    }

    /// <summary>Old versions send the request to the address of a queue, so it must be AWS'.</summary>
    private static void RequireAddress(string? option, string value)
    {
        var isQueue =
            option == "--queue-url"
            && Uri.TryCreate(value, UriKind.Absolute, out var address)
            && address is { Scheme: "https", UserInfo: "", IsDefaultPort: true }
            && (
                address.Host.EndsWith(".amazonaws.com", StringComparison.Ordinal)
                || address.Host.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)
            );
        if (!isQueue)
        {
            throw AwsArguments.Refused(
                $"'{value}' is an address, which the AWS CLI may download or send a request to.",
                "Pass the content itself."
            );
        }
    }

    private void RequireInside(string path, string hint)
    {
        if (path.Any(character => character is '$' or '%') || path.StartsWith('~'))
        {
            throw AwsArguments.Refused($"'{path}' is a path that would be expanded.", "Write out the path.");
        }

        if (workspace.Objection(path) is { } objection)
        {
            throw AwsArguments.Refused($"'{path}' {objection}", hint);
        }
    }

    /// <summary>Whether a word, if it is a path, may lead out of the current folder.</summary>
    private static bool IsAway(string word) =>
        word is ['/' or '\\' or '~' or '$' or '%', ..]
        || (word is [_, ':', '/' or '\\', ..] && char.IsAsciiLetter(word[0]))
        || word.Split('/', '\\').Contains("..");
}
