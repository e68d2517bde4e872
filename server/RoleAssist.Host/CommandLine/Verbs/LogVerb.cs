using System.CommandLine;
using System.Globalization;
using RoleAssist.Core.Audit;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.State;
using Spectre.Console;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>log</c>: prints the audit trail, which contains no secrets.</summary>
internal sealed class LogVerb : Command
{
    private readonly Func<AuditFile> _file;
    private readonly IConsole _console;
    private readonly Option<int?> _last = new("--last")
    {
        Description = "Print only the last N events.",
        HelpName = "N",
    };

    private readonly Option<bool> _agents = new("--agents") { Description = "Print only what agents asked for." };

    public LogVerb(Func<AuditFile> file, IConsole console)
        : base("log", "Print the audit trail: events of sessions and of the vault, and who received credentials.")
    {
        (_file, _console) = (file, console);
        Add(_last);
        Add(_agents);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        var events = Read(_file());
        events = parsed.GetValue(_agents) ? [.. events.Where(happened => happened.AskedBy?.IsAgent == true)] : events;
        events = parsed.GetValue(_last) is { } last ? [.. events.TakeLast(last)] : events;
        if (GlobalOptions.IsJson(parsed))
        {
            CommandLineJson.Print(_console, new LogDocument(events));
        }
        else
        {
            Print(_console, events);
        }
    }

    private static IReadOnlyList<AuditEvent> Read(AuditFile file)
    {
        try
        {
            return file.Read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RoleAssistException(
                ErrorCode.ConfigurationUnreadable,
                $"The audit trail cannot be read: {fault.Message}",
                fault is FileNotFoundException or DirectoryNotFoundException
                    ? $"Check that the current folder and the folder in {RoleAssistVariables.StateFolder} exist."
                    : "Check the owner and the permissions of the state folder.",
                fault
            );
        }
    }

    private static void Print(IConsole console, IReadOnlyList<AuditEvent> events)
    {
        if (events.Count == 0)
        {
            console.Out.WriteLine("The audit trail is empty.");
            return;
        }

        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Time (UTC)", "Event", "Profile", "Identity", "Key", "Requester", "Recipient", "For");
        foreach (var happened in events)
        {
            table.AddRow(
                new Text(happened.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                new Text(WhatOf(happened)),
                new Text(happened.Profile ?? ""),
                new Text(happened.Arn ?? ""),
                new Text(happened.AccessKeyId ?? ""),
                new Text(happened.Requester),
                new Text(happened.Peer?.ToString() ?? ""),
                new Text(happened.AskedBy is { IsAgent: true, Name: var agent } ? $"agent {agent}" : "")
            );
        }

        TerminalRendering.CreateConsole(console).Write(table);
    }

    private static string WhatOf(AuditEvent happened) =>
        happened switch
        {
            { Action: AuditAction.HandedOut, Count: 1 } => $"handed out ({happened.Delivery})",
            { Action: AuditAction.HandedOut } => $"handed out {happened.Count} times ({happened.Delivery})",
            { Action: AuditAction.TicketRedeemed } => "ticket redeemed",
            { Action: AuditAction.TicketRefused } => "warning: ticket refused",
            { Action: AuditAction.VaultImported } => "key added to the vault",
            { Action: AuditAction.VaultRemoved } => "key removed from the vault",
            { Action: AuditAction.VaultExported } => "warning: key exported from the vault",
            { Action: AuditAction.VaultRead } => "key read from the vault",
            { Action: AuditAction.VaultRotation } => $"rotation of a key: {happened.Step}",
            { Action: AuditAction.VaultLocked } => "vault locked",
            { Action: AuditAction.VaultUnlocked } => "vault unlocked",
            { Action: AuditAction.KeyHandedOut } => "long-lived key handed out",
            { Action: AuditAction.ConsoleLinked } => $"link to the console ({PageOf(happened)})",
            { Action: AuditAction.ConsoleOpened } => $"console opened ({PageOf(happened)})",
            _ => happened.Action.ToString().ToLowerInvariant(),
        };

    private static string PageOf(AuditEvent happened) => $"{happened.Service ?? "home"} in {happened.Region}";
}
