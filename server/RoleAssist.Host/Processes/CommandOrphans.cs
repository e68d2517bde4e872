using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Environment;
using RoleAssist.Interop.Unix;

namespace RoleAssist.Host.Processes;

/// <summary>
/// Ends what an agent's commands leave behind on Linux, also what has left their process group (setsid(2)): this process
/// adopts it. Each command has a mark in its environment. What has none, or that of a command that has ended, is ended
/// with the next command that ends. What this process has started for itself is left alone, and so is what was left behind
/// while no command ran: the helper of a <c>credential_process</c>, for example, with an environment of its own.
/// </summary>
internal sealed class CommandOrphans
{
    /// <summary>More than any command leaves behind, in rounds of killing parents and then their children.</summary>
    private const int MostRounds = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Id, long StartTime), bool> _spared = new();
    private readonly Lock _lock = new();
    private readonly bool _isEnabled;
    private int _commands;
    private bool _leftSome;

    public CommandOrphans()
    {
        _isEnabled = Subreaper.Enable();
        if (_isEnabled)
        {
            // What other programs leave behind that this process starts, as for credential_process, is not a command's.
            Environment.SetEnvironmentVariable(RoleAssistVariables.Command, Mark());
        }
    }

    /// <summary>Begins a command, and returns its mark for the variable <see cref="RoleAssistVariables.Command"/>.</summary>
    public string Begin()
    {
        lock (_lock)
        {
            if (_isEnabled && _commands == 0 && !_leftSome)
            {
                foreach (var orphan in Orphans())
                {
                    _spared.TryAdd(orphan, true);
                }
            }

            _commands++;
        }

        return Mark();
    }

    /// <summary>Ends what a command has left behind, once its own process has ended.</summary>
    public async Task EndAsync(string mark)
    {
        _running.TryRemove(mark, out _);
        List<(int Id, long StartTime)> orphans = [];
        for (var round = 0; _isEnabled && round < MostRounds && (orphans = Orphans()) is [_, ..]; round++)
        {
            foreach (var (id, _) in orphans)
            {
                Subreaper.End(id);
            }

            await Task.Delay(Pause).ConfigureAwait(false);
        }

        lock (_lock)
        {
            _commands--;
            _leftSome = orphans.Count > 0;
        }
    }

    private string Mark()
    {
        var mark = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _running.TryAdd(mark, true);
        return mark;
    }

    /// <summary>
    /// Finds the adopted children. This process' own are in its session, or known; a command cannot return to the
    /// session that it has left.
    /// </summary>
    private List<(int Id, long StartTime)> Orphans()
    {
        var self = Environment.ProcessId;
        var session = ProcessStat.Read(self)?.Session;
        var found = new List<(int Id, long StartTime)>();
        foreach (var id in ProcessStat.All())
        {
            if (
                ProcessStat.Read(id) is { } stat
                && stat.Parent == self
                && stat.Session != session
                && !UnixChild.IsStarted(id)
                && !_spared.ContainsKey((id, stat.StartTime))
                && !(MarkOf(id) is { } mark && _running.ContainsKey(mark))
            )
            {
                found.Add((id, stat.StartTime));
            }
        }

        return found;
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
