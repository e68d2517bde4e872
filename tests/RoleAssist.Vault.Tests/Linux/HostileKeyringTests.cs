using Microsoft.Extensions.Time.Testing;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Vault;
using RoleAssist.Vault.Linux;
using RoleAssist.Vault.Tests.Support;
using Tmds.DBus.Protocol;

namespace RoleAssist.Vault.Tests.Linux;

/// <summary>
/// Whatever program has taken the keyring's name, its answers are an error of the vault and nothing else.
/// </summary>
public class HostileKeyringTests
{
    private const string Login = "/org/freedesktop/secrets/collection/login";
    private const string Item = $"{Login}/1";

    private static readonly SecretName Name = SecretName.Create(SecretKind.Key);

    /// <summary>p - 1 makes a common secret of 1.</summary>
    private static readonly byte[] PrimeMinusOne =
    [
        .. Convert.FromHexString(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFE"
        ),
    ];

    public static TheoryData<string> PublicKeys =>
        ["", "00", "01", Convert.ToHexString(PrimeMinusOne), new string('F', 256), new string('2', 258)];

    [KeyringTheory]
    [MemberData(nameof(PublicKeys))]
    public async Task An_invalid_public_key_is_refused(string key) =>
        await AssertUnavailableAsync(HostileKeyring.Open(Convert.FromHexString(key)));

    [KeyringFact]
    public async Task An_answer_of_another_type_is_refused() =>
        await AssertUnavailableAsync(
            HostileKeyring.Answer("OpenSession", "s", (ref writer) => writer.WriteString("hello"))
        );

    [KeyringFact]
    public async Task A_variant_of_another_type_is_refused() =>
        await AssertUnavailableAsync(
            HostileKeyring.Answer(
                "OpenSession",
                "vo",
                (ref writer) =>
                {
                    writer.WriteVariant("a key");
                    writer.WriteObjectPath("/a");
                }
            )
        );

    [KeyringFact]
    public async Task A_foreign_collection_is_refused() =>
        await AssertUnavailableAsync(HostileKeyring.Session, Alias("/org/example/collection"));

    [KeyringFact]
    public async Task Nothing_is_stored_in_a_collection_that_ends_with_the_session() =>
        await AssertUnavailableAsync(
            HostileKeyring.Session,
            Alias("/org/freedesktop/secrets/collection/session"),
            Found()
        );

    [KeyringFact]
    public async Task An_answer_that_is_too_long_ends_the_connection() =>
        await AssertUnavailableAsync(
            HostileKeyring.Session,
            Found(),
            HostileKeyring.Answer(
                "GetSecret",
                "(oayays)",
                (ref writer) =>
                {
                    writer.WriteStructureStart();
                    writer.WriteObjectPath("/org/freedesktop/secrets/session/1");
                    writer.WriteArray(new byte[16]);
                    writer.WriteArray(new byte[32 * 1024 * 1024]);
                    writer.WriteString("text/plain");
                }
            )
        );

    [KeyringFact]
    public async Task Too_many_items_are_refused() =>
        await AssertUnavailableAsync(
            HostileKeyring.Session,
            HostileKeyring.Answer(
                "SearchItems",
                "aoao",
                (ref writer) =>
                {
                    writer.WriteArray(Enumerable.Repeat(new ObjectPath(Item), 1_001));
                    writer.WriteArray((ObjectPath[])[]);
                }
            )
        );

    [KeyringTheory]
    [InlineData(16, 15)]
    [InlineData(15, 16)]
    [InlineData(16, 0)]
    [InlineData(16, 32)]
    [InlineData(0, 0)]
    public async Task A_secret_that_does_not_decrypt_is_refused(int vector, int value) =>
        await AssertUnavailableAsync(
            HostileKeyring.Session,
            Found(),
            Secret("/org/freedesktop/secrets/session/1", vector, value)
        );

    [KeyringFact]
    public async Task A_secret_of_another_session_is_refused() =>
        await AssertUnavailableAsync(
            HostileKeyring.Session,
            Found(),
            Secret("/org/freedesktop/secrets/session/2", 16, 16)
        );

    [KeyringFact]
    public async Task The_words_of_an_error_are_not_repeated()
    {
        var fault = await AssertUnavailableAsync(
            HostileKeyring.Session,
            Found(),
            ("GetSecret", context => context.ReplyError("com.example.Evil", "Open https://example.com"))
        );

        Assert.DoesNotContain("example.com", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Evil", fault.ToString(), StringComparison.Ordinal);
    }

    [KeyringFact]
    public async Task A_prompt_that_nobody_asked_for_is_not_shown()
    {
        await using var bus = await SessionBus.StartAsync(canStartServices: false);
        using var hostile = await HostileKeyring.StartAsync(
            bus,
            HostileKeyring.Session,
            Found(),
            HostileKeyring.Answer("Delete", "o", (ref writer) => writer.WriteObjectPath("/org/freedesktop/secrets/p"))
        );
        using var store = new SecretServiceStore(bus.Environment, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            store.DeleteAsync(Name, KeychainPrompt.Forbidden, CancellationToken.None)
        );

        Assert.Equal(ErrorCode.VaultLocked, fault.Code);
    }

    [KeyringFact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        await using var bus = await SessionBus.StartAsync(canStartServices: false);
        using var hostile = await HostileKeyring.StartAsync(bus);
        var time = new FakeTimeProvider();
        using var store = new SecretServiceStore(bus.Environment, time);

        var probing = store.ProbeAsync(CancellationToken.None);
        while (!probing.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        Assert.Equal(VaultState.Unavailable, (await probing).State);
    }

    private static async Task<RoleAssistException> AssertUnavailableAsync(
        params (string, Action<MethodContext>)[] answers
    )
    {
        await using var bus = await SessionBus.StartAsync(canStartServices: false);
        using var hostile = await HostileKeyring.StartAsync(bus, answers);
        using var store = new SecretServiceStore(bus.Environment, TimeProvider.System);
        using var secret = Keyring.Secret("secret");

        var needsCollection = answers.Any(answer => answer.Item1 == "ReadAlias");
        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            needsCollection
                ? store.SetAsync(Name, "label", secret, default, CancellationToken.None)
                : store.GetAsync(Name, default, CancellationToken.None)
        );
        Assert.Equal(ErrorCode.VaultUnavailable, fault.Code);
        Assert.Null(fault.InnerException);

        // The answer is the reason, not that there is no such program.
        Assert.DoesNotContain("No program", fault.Message, StringComparison.Ordinal);
        return fault;
    }

    private static (string, Action<MethodContext>) Alias(string path) =>
        HostileKeyring.Answer("ReadAlias", "o", (ref writer) => writer.WriteObjectPath(path));

    private static (string, Action<MethodContext>) Found() =>
        HostileKeyring.Answer(
            "SearchItems",
            "aoao",
            (ref writer) =>
            {
                writer.WriteArray((ObjectPath[])[new ObjectPath(Item)]);
                writer.WriteArray((ObjectPath[])[]);
            }
        );

    private static (string, Action<MethodContext>) Secret(string session, int vector, int value) =>
        HostileKeyring.Answer(
            "GetSecret",
            "(oayays)",
            (ref writer) =>
            {
                writer.WriteStructureStart();
                writer.WriteObjectPath(session);
                writer.WriteArray(new byte[vector]);
                writer.WriteArray(new byte[value]);
                writer.WriteString("text/plain");
            }
        );
}
