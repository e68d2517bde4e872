using RoleAssist.Core.Chains;
using RoleAssist.Core.Delivery;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.Tests.Endpoint;

/// <summary>Sessions at the endpoint that are in no registry, as those of a run.</summary>
public sealed class ServedSessionTests : IAsyncDisposable
{
    private readonly LiveEndpoint _endpoint = new();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    [Fact]
    public async Task Each_token_gets_the_credentials_of_its_own_session()
    {
        using var first = await ServeAsync(EntryOf("first", "ASIA1"));
        using var second = await ServeAsync(EntryOf("second", "ASIA2"));

        Assert.Equal("ASIA1", (await RawHttp.AskAsync(first.Grant)).Field("AccessKeyId"));
        Assert.Equal("ASIA2", (await RawHttp.AskAsync(second.Grant)).Field("AccessKeyId"));
        Assert.Equal(404, (await RawHttp.AskAsync(first.Grant with { Token = second.Grant.Token })).Status);
        Assert.Equal(404, (await RawHttp.AskAsync(first.Grant with { Token = "" })).Status);
        Assert.Empty(_endpoint.Registry.Snapshot.Entries);
        Assert.Equal(2, _endpoint.Audited.Count);
    }

    [Fact]
    public async Task A_newer_session_is_served_at_the_same_address()
    {
        using var served = await ServeAsync(EntryOf("dev", "ASIA1"));

        served.Follow(EntryOf("dev", "ASIA2"));

        Assert.Equal("ASIA2", (await RawHttp.AskAsync(served.Grant)).Field("AccessKeyId"));
    }

    [Fact]
    public async Task A_change_of_the_registry_ends_no_grant_and_the_owner_does_for_good()
    {
        var served = await ServeAsync(EntryOf("dev", "ASIA1"));
        _endpoint.Assume("other");
        _endpoint.Registry.EndAll();
        Assert.Equal(200, (await RawHttp.AskAsync(served.Grant)).Status);

        served.Dispose();
        served.Follow(EntryOf("dev", "ASIA2"));

        Assert.Equal(410, (await RawHttp.AskAsync(served.Grant)).Status);
    }

    [Fact]
    public async Task A_request_that_waits_for_a_renewal_asks_the_owner()
    {
        IServedSession? served = null;
        var expired = EntryOf("dev", "ASIA1") with { RenewAt = _endpoint.Time.GetUtcNow() };
        served = await ServeAsync(expired, () => served!.Follow(EntryOf("dev", "ASIA2")));
        _endpoint.Time.Advance(TimeSpan.FromHours(8));

        Assert.Equal("ASIA2", (await RawHttp.AskAsync(served.Grant)).Field("AccessKeyId"));
        served.Dispose();
    }

    private Task<IServedSession> ServeAsync(SessionEntry entry, Action? renew = null) =>
        _endpoint.Get<ICredentialEndpoint>().ServeAsync(entry, renew ?? (() => { }), CancellationToken.None);

    private SessionEntry EntryOf(string profile, string key)
    {
        var session = LiveEndpoint.NewSession(profile, key, _endpoint.Time.GetUtcNow() + TimeSpan.FromHours(1));
        return new SessionEntry(session.Id, new AssumeTarget { Profile = profile }, session.Chain) { Issued = session };
    }
}
