using System.Text.Json.Serialization;

namespace RoleAssist.Contracts;

/// <summary>A command and where to run it: either <paramref name="CommandLine"/> or <paramref name="Script"/>.</summary>
/// <param name="Selector">Which accounts.</param>
/// <param name="Selection">The accounts that the user has confirmed, as <c>roleassist/accounts/list</c> named them.</param>
/// <param name="CommandLine">
/// A line for the system's shell: <c>sh</c>, or PowerShell on Windows. <c>{account}</c> and <c>{region}</c> are
/// replaced.
/// </param>
/// <param name="Script">The path of a script; its ending tells which program runs it.</param>
/// <param name="Arguments">The arguments of the script.</param>
/// <param name="Regions">The regions to run in for each account; <c>enabled</c> alone asks each account.</param>
/// <param name="Folder">The folder to run in.</param>
/// <param name="Parallel">The number of processes at once.</param>
/// <param name="TimeoutSeconds">How long each process may take.</param>
/// <param name="TokenCode">The MFA device's current code, six digits.</param>
/// <param name="Delivery">
/// How commands get their credentials: <c>environment</c>, or <c>endpoint</c>, which renews them while a command runs.
/// <c>auto</c>, the default, is <c>environment</c>.
/// </param>
public sealed record StartRunParams(
    AccountSelector Selector,
    string Selection,
    string? CommandLine = null,
    string? Script = null,
    IReadOnlyList<string>? Arguments = null,
    IReadOnlyList<string>? Regions = null,
    string? Folder = null,
    int? Parallel = null,
    int? TimeoutSeconds = null,
    string? TokenCode = null,
    DeliveryMode? Delivery = null
)
{
    /// <summary>Returns neither the code nor the command, which may hold a secret.</summary>
    public override string ToString() => nameof(StartRunParams);
}

/// <param name="RunId">The run's ID, valid until the run is forgotten or the host ends.</param>
public sealed record StartedRun(string RunId);

/// <param name="RunId">The run to cancel. Canceling it again kills what has not ended yet.</param>
public sealed record CancelRunParams(string RunId);

/// <param name="RunId">The run whose items to run again: those that failed, were not assumed or were canceled.</param>
/// <param name="TokenCode">The MFA device's current code, six digits.</param>
public sealed record RetryRunParams(string RunId, string? TokenCode = null)
{
    /// <summary>Returns only the run's ID, because the code may still be valid.</summary>
    public override string ToString() => RunId;
}

/// <param name="RunId">The run to forget, with its output. It must have ended.</param>
public sealed record ForgetRunParams(string RunId);

/// <summary>A snapshot of all runs. It has counts only: <c>roleassist/runs/items</c> lists the items of a run.</summary>
/// <param name="Revision">Increases with every change; the snapshot with the higher revision is newer.</param>
/// <param name="Runs">The runs, the latest first.</param>
public sealed record RunsSnapshot(long Revision, IReadOnlyList<RunInfo> Runs);

/// <summary>A run, without its items.</summary>
/// <param name="RunId">The run's ID.</param>
/// <param name="Title">What runs: the command line or the name of the script.</param>
/// <param name="State">Whether it runs.</param>
/// <param name="Revision">Increases with every change of an item or its output.</param>
/// <param name="Accounts">The number of accounts.</param>
/// <param name="Counts">The number of items in each state.</param>
/// <param name="Started">When it was started, or retried (UTC).</param>
/// <param name="Seconds">How long it took; absent while it runs.</param>
/// <param name="Problem">Why it was stopped early, in a sentence for the user.</param>
public sealed record RunInfo(
    string RunId,
    string Title,
    RunState State,
    long Revision,
    int Accounts,
    RunCounts Counts,
    DateTimeOffset Started,
    double? Seconds = null,
    string? Problem = null
);

/// <param name="Waiting">Items whose turn has not come.</param>
/// <param name="Running">Items whose command runs.</param>
/// <param name="Ok">Items whose command ended with exit code 0.</param>
/// <param name="Failed">Items whose command failed.</param>
/// <param name="NotAssumed">Items without credentials.</param>
/// <param name="Canceled">Items that were canceled.</param>
public sealed record RunCounts(int Waiting, int Running, int Ok, int Failed, int NotAssumed, int Canceled);

/// <summary>Whether a run is under way.</summary>
public enum RunState
{
    /// <summary>Commands are started and run.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It was canceled, and waits for its commands to end.</summary>
    [JsonStringEnumMemberName("stopping")]
    Stopping,

    /// <summary>Nothing of it runs any more.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}

/// <param name="RunId">The run whose items to list.</param>
public sealed record ListRunItemsParams(string RunId);

/// <param name="Revision">The revision of the run that the list shows, at least.</param>
/// <param name="Items">The items, in the order of the selection.</param>
public sealed record RunItemList(long Revision, IReadOnlyList<RunItemInfo> Items);

/// <summary>One process of a run: an account and a region.</summary>
/// <param name="ItemId">The item's ID within its run.</param>
/// <param name="Name">The account's name.</param>
/// <param name="State">Its state.</param>
/// <param name="Account">The account's 12 digits, as far as they are known.</param>
/// <param name="Region">The region; absent for that of the profile.</param>
/// <param name="ExitCode">The exit code of the command.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">Why there is no exit code, in a sentence for the user.</param>
/// <param name="IsProduction">True if it is production.</param>
/// <param name="OutputBytes">How much the command has printed.</param>
public sealed record RunItemInfo(
    int ItemId,
    string Name,
    RunItemState State,
    string? Account = null,
    string? Region = null,
    int? ExitCode = null,
    double? Seconds = null,
    string? Message = null,
    bool? IsProduction = null,
    long? OutputBytes = null
);

/// <summary>The state of an item, with the names that the command line uses.</summary>
public enum RunItemState
{
    /// <summary>Its turn has not come, or it waits for credentials.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>Its command runs.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>The command ended with exit code 0.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>The command ended with another exit code, took too long, or could not be started.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>There were no credentials, so the command was not started.</summary>
    [JsonStringEnumMemberName("notAssumed")]
    NotAssumed,

    /// <summary>The run was canceled before or while the command ran.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Canceled,
}

/// <param name="RunId">The run.</param>
/// <param name="ItemId">The item whose output to read.</param>
public sealed record GetRunOutputParams(string RunId, int ItemId);

/// <summary>What a command has printed, in the order in which it was printed.</summary>
/// <param name="Text">The text, without what would control a terminal or deceive its reader.</param>
/// <param name="OmittedBytes">How much of the end is left out, because the text is too long; absent for nothing.</param>
public sealed record RunOutput(string Text, long? OmittedBytes = null);

/// <param name="RunId">The run whose results to write.</param>
/// <param name="Format">The format.</param>
/// <param name="File">The path of the file. It is overwritten.</param>
public sealed record ExportRunParams(string RunId, RunExportFormat Format, string File);

/// <summary>The format of exported results.</summary>
public enum RunExportFormat
{
    /// <summary>A list of objects as <c>roleassist run --json</c> prints them, with the output.</summary>
    [JsonStringEnumMemberName("json")]
    Json,

    /// <summary>A table (RFC 4180) without the output.</summary>
    [JsonStringEnumMemberName("csv")]
    Csv,
}
