using System.ComponentModel;
using System.Text;

namespace RoleAssist.Interop.Unix;

/// <summary>
/// Ends process groups if this process dies without ending them, as with SIGKILL: a small shell waits for the end of a
/// pipe, which the kernel closes with this process, and knows which groups there are.
/// </summary>
public static class GroupGuard
{
    /// <summary>
    /// Signals of the terminal are not for the guard. It has a session of its own, and its output is never read.
    /// </summary>
    private const string Script = """
        trap '' HUP INT TERM
        exec >/dev/null 2>&1
        groups=' '
        while read -r change group; do
          case $change in
            +) groups="$groups$group " ;;
            -) groups="${groups%% $group *} ${groups#* $group }" ;;
          esac
        done
        [ "$groups" = ' ' ] && exit
        for group in $groups; do kill -s TERM -- "-$group"; done
        sleep 5
        for group in $groups; do kill -s KILL -- "-$group"; done
        """;

    private static readonly Lock Telling = new();

    private static UnixChild? _guard;
    private static bool _isUnavailable;

    /// <summary>Guards a group until the result is disposed.</summary>
    /// <param name="group">The number of the group.</param>
    public static IDisposable Watch(int group)
    {
        Tell($"+ {group}\n");
        return new Watched(group);
    }

    internal static UnixChild Start() => UnixChild.Start(["/bin/sh", "-c", Script], [], hasInput: true);

    /// <remarks>Nothing depends on the guard, so that a run goes on without one.</remarks>
    private static void Tell(string change)
    {
        lock (Telling)
        {
            if (_isUnavailable)
            {
                return;
            }

            try
            {
                _guard ??= Start();
                _guard.Input!.Write(Encoding.ASCII.GetBytes(change));
            }
            catch (Exception fault) when (fault is IOException or Win32Exception)
            {
                _isUnavailable = true;
            }
        }
    }

    private sealed class Watched(int group) : IDisposable
    {
        public void Dispose() => Tell($"- {group}\n");
    }
}
