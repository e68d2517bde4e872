using System.Security.Cryptography;
using System.Text;
using RoleAssist.Core.Accounts;
using RoleAssist.Core.Runs;

namespace RoleAssist.Host.Runs;

/// <summary>
/// Names the files of items after accounts and regions. Names come from outside: whatever they are, a file stays in its
/// folder, no two accounts share one, on any file system, and each run gives an account the same name.
/// </summary>
/// <param name="accounts">All accounts of the run.</param>
internal sealed class OutputNames(IEnumerable<SelectedAccount> accounts)
{
    /// <summary>File systems allow 255 bytes; the region, a digest and the ending need some.</summary>
    private const int MaxName = 100;

    /// <summary>
    /// Names of devices on Windows, with any ending
    /// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions).
    /// </summary>
    private static readonly HashSet<string> Devices = new(
        [
            .. (string[])["CON", "PRN", "AUX", "NUL"],
            .. Enumerable.Range(0, 10).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"]),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly Lock _lock = new();
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that several accounts have. Some file systems do not tell upper from lower case.</summary>
    private readonly HashSet<string> _shared = new(
        accounts
            .DistinctBy(account => account.Key)
            .Select(account => Clean(NameOf(account)))
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Returns the name of an item's files, without their ending.</summary>
    public string Of(RunItem item)
    {
        var account = Unique(NameOf(item.Account), item.Account.Key, _shared.Contains);
        var name = item.Region is { } region ? $"{account}-{Unique(region, region, _ => false)}" : account;
        lock (_lock)
        {
            // One account's name may be that of another with a region.
            while (!_taken.Add(name))
            {
                name = $"{name}-{Digest(item.Account.Key)}";
            }

            return name;
        }
    }

    private static string NameOf(SelectedAccount account) => account.Target.Profile ?? account.Id ?? account.Name;

    /// <summary>Returns a name that is safe; if it is not the original one, or not the only one, with a digest.</summary>
    private static string Unique(string name, string key, Predicate<string> isShared)
    {
        var clean = Clean(name);
        var isDevice = Devices.Contains(clean.Split('.')[0]);
        return clean == name && !isDevice && !isShared(clean)
            ? clean
            : $"{(isDevice ? clean.Replace('.', '-') : clean)}-{Digest(key)}";
    }

    /// <summary>
    /// What is not a letter, a digit, a dash, a dot or an underscore becomes a dash. A file that begins with a dash or a
    /// dot would be an option or hidden.
    /// </summary>
    private static string Clean(string name) =>
        string.Concat(
            name.Select(character =>
                    char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-'
                )
                .SkipWhile(character => character is '.' or '-')
                .Take(MaxName)
        )
            is { Length: > 0 } clean
            ? clean
            : "account";

    private static string Digest(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 4));
}
