namespace RoleAssist.Core.AgentTools;

/// <summary>
/// Checks the arguments of one command that name files or addresses: the AWS CLI reads <c>file://</c> wherever a value may
/// stand (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html), some options and operations
/// take plain paths, and version 1 downloads addresses.
/// </summary>
/// <remarks>
/// Which operations write a file that an argument without an option names is not in a table, because each version of the
/// AWS CLI adds some. What is no option must lie in the workspace; and a value that does not is joined with its option,
/// as in <c>--prefix=/a</c>, so that it cannot be anything else: if the option takes no value, the AWS CLI refuses it.
/// </remarks>
internal sealed class FileArguments(string service, string operation, IWorkspaceFiles workspace)
{
    private const string InWorkspace = "Use a file in the workspace.";
    private const string AsJson = "Write the values of a list as JSON.";

    /// <summary>
    /// Options whose value is a path without <c>file://</c>, of each operation that has one: files that are sent as they
    /// are, and files that are written. Made by <c>scripts/aws-operations.py</c>.
    /// </summary>
    private static readonly Dictionary<string, string> PathOptions = new(StringComparer.Ordinal)
    {
        ["backupstorage notify-object-complete"] = "--metadata-blob",
        ["backupstorage put-chunk"] = "--data",
        ["backupstorage put-object"] = "--inline-chunk",
        ["cloudsearchdomain upload-documents"] = "--documents",
        ["cloudtrail verify-query-results"] = "--local-export-path",
        ["codeartifact publish-package-version"] = "--asset-content",
        ["ebs put-snapshot-block"] = "--block-data",
        ["glacier upload-archive"] = "--body",
        ["glacier upload-multipart-part"] = "--body",
        ["iot create-certificate-from-csr"] = "--certificate-pem-outfile",
        ["lambda invoke-async"] = "--invoke-args",
        ["lex-runtime post-content"] = "--input-stream",
        ["lexv2-runtime recognize-utterance"] = "--input-stream",
        ["lookoutvision detect-anomalies"] = "--body",
        ["mediastore-data put-object"] = "--body",
        ["omics upload-read-set-part"] = "--payload",
        ["s3api put-object"] = "--body",
        ["s3api upload-part"] = "--body",
        ["s3api write-get-object-response"] = "--body",
    };

    /// <summary>The options of <c>aws s3</c> without a value, so that what follows is an argument of its own.</summary>
    private static readonly string[] Flags =
    [
        "--delete",
        "--dryrun",
        "--exact-timestamps",
        "--force",
        "--force-glacier-transfer",
        "--human-readable",
        "--ignore-glacier-warnings",
        "--only-show-errors",
        "--quiet",
        "--recursive",
        "--size-only",
        "--summarize",
        "--validate-same-s3-paths",
    ];

    /// <summary>
    /// What the names of options end with whose value may be an address. The settings of the AWS CLI that a command gets
    /// say that it downloads none.
    /// </summary>
    private static readonly string[] AddressOptions =
    [
        "-url",
        "-urls",
        "-uri",
        "-uris",
        "-endpoint",
        "-issuer",
        "-origins",
    ];

    private static readonly string[] FilePrefixes = ["file://", "fileb://"];
    private static readonly string[] AddressPrefixes = ["http://", "https://", "ftp://"];

    private readonly List<string> _words = [service, operation];
    private string? _option;
    private bool _isJoined;

    /// <summary>Gets the arguments to run, once all are checked.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Gets whether the next argument may be the value of an option.</summary>
    public bool IsValueNext => _option is not null;

    /// <summary>Checks the next argument.</summary>
    public void Add(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            AddOption(word);
        }
        else if (_option is { } option)
        {
            AddValue(option, word);
        }
        else
        {
            AddOther(word);
        }
    }

    /// <summary>Checks what only all arguments together tell.</summary>
    public void RequireEnd()
    {
        var places = _words.Skip(2).Where(word => !word.StartsWith('-')).Select(IsInS3).ToList();
        RequireNoLinks(places);
        var mayUpload = places.LastIndexOf(true) > places.IndexOf(false) && places.Contains(false);
        if (
            service == "s3"
            && operation is "cp" or "mv" or "sync"
            && mayUpload
            && !_words.Contains("--no-follow-symlinks")
        )
        {
            throw AwsArguments.Refused(
                "An upload follows links, which may lead out of the workspace.",
                "Add --no-follow-symlinks."
            );
        }
    }

    /// <summary>
    /// A download of many objects writes through links to folders. Options may have values that are names of folders too,
    /// so each word after the place in S3 counts.
    /// </summary>
    private void RequireNoLinks(List<bool> places)
    {
        var isRecursive =
            operation == "sync" || _words.Exists(word => word.StartsWith("--rec", StringComparison.OrdinalIgnoreCase));
        if (service != "s3" || operation is not ("cp" or "mv" or "sync") || !isRecursive)
        {
            return;
        }

        var local = _words
            .Skip(2)
            .Where(word => !word.StartsWith('-'))
            .Where((word, index) => !places[index] && places.IndexOf(true) is >= 0 and var first && first < index);
        foreach (var folder in local.Where(workspace.HasLinksOutside))
        {
            throw AwsArguments.Refused(
                $"'{folder}' contains links that lead out of the workspace, or more than can be looked through, and a download writes through them.",
                "Download to a folder without such links."
            );
        }
    }

    private void AddOption(string word)
    {
        var (name, value) = AwsArguments.Split(word);
        (_option, _isJoined) = (null, false);
        if (value is not null)
        {
            RequireValue(name, value);
        }
        else if (!name.StartsWith("--no-", StringComparison.Ordinal) && !(service == "s3" && Flags.Contains(name)))
        {
            _option = name;
        }

        _words.Add(word);
    }

    private void AddValue(string option, string word)
    {
        RequireValue(option, word);
        _option = null;
        if (MayBeArgument(word))
        {
            _words.Add(word);
        }
        else
        {
            _words[^1] = $"{option}={word}";
            _isJoined = true;
        }
    }

    /// <summary>Checks another value of a list, or an argument without an option.</summary>
    private void AddOther(string word)
    {
        if (_isJoined)
        {
            throw AwsArguments.Refused($"'{word}' follows a value that looks like a path.", AsJson);
        }

        RequireValue(option: null, word);
        if (!MayBeArgument(word) && !IsLogGroup)
        {
            RequireInside(word, $"{InWorkspace} {AsJson}");
        }

        _words.Add(word);
    }

    /// <summary>The name of a log group, which is no path, but looks like one.</summary>
    private bool IsLogGroup => _words is ["logs", "tail"] && service == "logs";

    private bool MayBeArgument(string word) =>
        word is "-" || (service == "s3" && IsInS3(word)) || (!IsExpanded(word) && workspace.Objection(word) is null);

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
        else if (option is not null && (IsPathOption(option) || IsExpanded(value) || workspace.IsFileOutside(value)))
        {
            RequireInside(value, InWorkspace);
        }
    }

    private bool IsPathOption(string option) =>
        option == "--file"
        || option.EndsWith("-file", StringComparison.OrdinalIgnoreCase)
        || option.EndsWith("outfile", StringComparison.OrdinalIgnoreCase)
        || (
            PathOptions.TryGetValue($"{service} {operation}", out var path)
            && path.StartsWith(option, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Old versions send the request to the address of a queue, so it must be AWS'.</summary>
    private void RequireAddress(string? option, string value)
    {
        var mayBeAddress =
            service == "sqs"
                ? option == "--queue-url"
                    && Uri.TryCreate(value, UriKind.Absolute, out var address)
                    && address is { Scheme: "https", UserInfo: "", IsDefaultPort: true }
                    && (
                        address.Host.EndsWith(".amazonaws.com", StringComparison.Ordinal)
                        || address.Host.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)
                    )
                : option is not null
                    && Array.Exists(AddressOptions, end => option.EndsWith(end, StringComparison.Ordinal));
        if (!mayBeAddress)
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

    /// <summary>Whether a word, if it is a path, begins with a home folder or a variable, unlike <c>$LATEST</c>.</summary>
    private static bool IsExpanded(string word) =>
        word is ['~' or '$' or '%', ..]
        && (
            word[0] == '~'
            || word.Contains('/', StringComparison.Ordinal)
            || word.Contains('\\', StringComparison.Ordinal)
        );
}
