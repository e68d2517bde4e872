using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Ends what an agent's commands leave behind on Linux, also what has left their process group (setsid(2)): this process
/// adopts it. Each command has a mark in its environment. What has none, or that of a command that has ended, is ended
/// with the next command that ends; only what this process has started for itself is left alone.
/// </summary>
internal sealed class CommandOrphans
{
    /// <summary>More than any command leaves behind, in rounds of killing parents and then their children.</summary>
    private const int MostRounds = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);
    private readonly bool _isEnabled;

    public CommandOrphans()
    {
        _isEnabled = Subreaper.Enable();
        if (_isEnabled)
        {
            // What other programs leave behind that this process starts, as for credential_process, is not a command's.
            Environment.SetEnvironmentVariable(RoleAssistVariables.Command, Begin());
        }
    }

    /// <summary>Begins a command, and returns its mark for the variable <see cref="RoleAssistVariables.Command"/>.</summary>
    public string Begin()
    {
        var mark = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _running.TryAdd(mark, true);
        return mark;
    }

    /// <summary>Ends what a command has left behind, once its own process has ended.</summary>
    public async Task EndAsync(string mark)
    {
        _running.TryRemove(mark, out _);
        for (var round = 0; _isEnabled && round < MostRounds && Orphans() is [_, ..] orphans; round++)
        {
            foreach (var orphan in orphans)
            {
                Subreaper.End(orphan);
            }

            await Task.Delay(Pause).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Finds the adopted children. This process' own are in its session, or known; a command cannot return to the
    /// session that it has left.
    /// </summary>
    private List<int> Orphans()
    {
        var self = Environment.ProcessId;
        var session = ProcessStat.Read(self)?.Session;
        return
        [
            .. ProcessStat
                .All()
                .Where(id =>
                    ProcessStat.Read(id) is { } stat
                    && stat.Parent == self
                    && stat.Session != session
                    && !UnixChild.IsStarted(id)
                    && !(MarkOf(id) is { } mark && _running.ContainsKey(mark))
                ),
        ];
    }

    private static string? MarkOf(int id)
    {
        try
        {
            const string Name = $"{RoleAssistVariables.Command}=";
            return Encoding
                .Latin1.GetString(File.ReadAllBytes(ProcessStat.PathOf(id, "environ")))
                .Split('\0')
                .FirstOrDefault(variable => variable.StartsWith(Name, StringComparison.Ordinal))
                ?[Name.Length..];
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
