using RoleAssist.Core.Accounts;

namespace RoleAssist.Core.Tests.Fakes;

/// <summary>An organization in memory, which records what it is asked.</summary>
internal sealed class FakeOrganization : IOrganizations
{
    private const string Root = "r-1";
    private readonly List<(string Parent, OrganizationAccount Account)> _accounts = [];
    private readonly List<(string Parent, OrganizationalUnit Unit)> _units = [];
    private readonly Dictionary<string, Dictionary<string, string>> _tags = [];
    private readonly List<string> _calls = [];

    public IReadOnlyList<string> Calls => _calls;

    /// <summary>Gets who asked last.</summary>
    public OrganizationsCaller? Caller { get; private set; }

    public FakeOrganization Unit(string id, string name, string parent = Root)
    {
        _units.Add((parent, new OrganizationalUnit(id, name)));
        return this;
    }

    /// <summary>Gets or sets why tags cannot be listed; null if they can.</summary>
    public Exception? TagFault { get; set; }

    public FakeOrganization Account(
        string id,
        string name,
        string parent = Root,
        string state = "ACTIVE",
        bool isManagement = false
    )
    {
        var account = new OrganizationAccount(id, name, $"{name}@example.com", state) { IsManagement = isManagement };
        _accounts.Add((parent, account));
        return this;
    }

    public FakeOrganization Tag(string account, string key, string value)
    {
        _tags.TryAdd(account, []);
        _tags[account][key] = value;
        return this;
    }

    public Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(
        OrganizationsCaller caller,
        string? parent,
        CancellationToken cancellationToken
    )
    {
        Caller = caller;
        return Answer<OrganizationAccount>(
            $"accounts of {parent ?? "all"}",
            _accounts.Where(one => parent is null || one.Parent == parent).Select(one => one.Account)
        );
    }

    public Task<IReadOnlyList<OrganizationalUnit>> ListUnitsAsync(
        OrganizationsCaller caller,
        string? parent,
        CancellationToken cancellationToken
    ) =>
        Answer(
            $"units of {parent ?? "all"}",
            parent is null
                ? [new OrganizationalUnit(Root, "Root")]
                : _units.Where(one => one.Parent == parent).Select(one => one.Unit)
        );

    public async Task<IReadOnlyDictionary<string, string>> ListTagsAsync(
        OrganizationsCaller caller,
        string account,
        CancellationToken cancellationToken
    )
    {
        await Answer<string>($"tags of {account}", []);
        if (TagFault is { } fault)
        {
            throw fault;
        }

        return _tags.GetValueOrDefault(account) ?? [];
    }

    private Task<IReadOnlyList<T>> Answer<T>(string call, IEnumerable<T> found)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }

        return Task.FromResult<IReadOnlyList<T>>([.. found]);
    }
}
