using RoleAssist.Vault.Linux;

namespace RoleAssist.Vault.Tests.Fakes;

public enum KeyctlCall
{
    None,
    Add,
    Search,
    Read,
    SetPermissions,
    SetTimeout,
    Link,
}

/// <summary>Keys in memory, and an error for one kind of call.</summary>
internal sealed class FakeKeyctl : IKeyctl
{
    private readonly Dictionary<int, (string Description, byte[] Content)> _keys = [];
    private readonly HashSet<(int Keyring, int Key)> _links = [];

    public KeyctlCall Failing { get; init; }

    public int Error { get; init; }

    public bool IsEmpty => _keys.Count == 0;

    public int Add(string description, ReadOnlySpan<byte> content, int keyring)
    {
        var key = _keys.Count + 1;
        if (Failing != KeyctlCall.Add)
        {
            _keys[key] = (description, content.ToArray());
            _links.Add((keyring, key));
        }

        return Answer(KeyctlCall.Add, key);
    }

    public int Search(int keyring, string description) =>
        Answer(
            KeyctlCall.Search,
            _links
                .Where(link => link.Keyring == keyring && _keys[link.Key].Description == description)
                .Select(link => link.Key)
                .FirstOrDefault(-126)
        );

    public int Read(int key, Span<byte> content)
    {
        var kept = _keys[key].Content;
        kept.AsSpan(0, Math.Min(kept.Length, content.Length)).CopyTo(content);
        return Answer(KeyctlCall.Read, kept.Length);
    }

    public int SetPermissions(int key, uint permissions) => Answer(KeyctlCall.SetPermissions, 0);

    public int SetTimeout(int key, uint seconds) => Answer(KeyctlCall.SetTimeout, 0);

    public int Link(int key, int keyring)
    {
        if (Failing != KeyctlCall.Link)
        {
            _links.Add((keyring, key));
        }

        return Answer(KeyctlCall.Link, 0);
    }

    public int Unlink(int key, int keyring)
    {
        _links.Remove((keyring, key));
        return 0;
    }

    public int Invalidate(int key)
    {
        _keys.Remove(key);
        _links.RemoveWhere(link => link.Key == key);
        return 0;
    }

    private int Answer(KeyctlCall call, int value) => call == Failing ? -Error : value;
}
