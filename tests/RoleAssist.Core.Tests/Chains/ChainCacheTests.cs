using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;
using RoleAssist.Core.Tests.Fakes;
using RoleAssist.TestInfrastructure.Vault;

namespace RoleAssist.Core.Tests.Chains;

public class ChainCacheTests
{
    private static readonly RoleChainResolver Resolver = new(new ProcessEnvironment([]));

    private readonly CountingSettings _base = new(
        ("aws_access_key_id", "AKIAIOSFODNN7EXAMPLE"),
        ("aws_secret_access_key", "secret")
    );

    [Theory]
    [InlineData("base")]
    [InlineData("gone")]
    public void Reads_each_profile_equally_often_in_a_long_chain_and_in_a_short_one(string source)
    {
        var inShort = ReadsOfFirstRole(Chain(10, source));
        var inLong = ReadsOfFirstRole(Chain(2_000, source));

        Assert.Equal(inShort, inLong);
    }

    [Theory]
    [InlineData("base", "invalid")]
    [InlineData("base", "arn:aws:iam::123456789012:role/r")]
    [InlineData("gone", "arn:aws:iam::123456789012:role/r")]
    [InlineData("r5", "arn:aws:iam::123456789012:role/r")]
    [InlineData("r1", "arn:aws:iam::123456789012:role/r")]
    public void Resolves_a_profile_in_a_list_as_it_is_resolved_alone(string source, string roleOfThird)
    {
        var profiles = Chain(8, source, roleOfThird);

        AssertAsAlone(profiles);
        AssertAsAlone(profiles with { Profiles = [.. profiles.Profiles.Reverse()] });
    }

    [Fact]
    public void Reports_a_loop_through_a_profile_with_keys_in_a_list()
    {
        CountingSettings keyed = new(
            ("aws_access_key_id", "AKIAIOSFODNN7EXAMPLE"),
            ("aws_secret_access_key", "secret"),
            ("role_arn", "arn:aws:iam::123456789012:role/k"),
            ("source_profile", "b")
        );
        var profiles = new ProfileSet(
            [new Profile("c", Role("b")), new Profile("b", Role("a")), new Profile("a", keyed)],
            FrozenDictionary<string, Profile>.Empty,
            []
        );

        AssertAsAlone(profiles);
        Assert.Equal(ErrorCode.ProfileCycle, Assert.Single(Summaries(profiles)[2].Problems).Code);
    }

    [Fact]
    public void Reports_a_note_only_on_the_profile_that_it_concerns()
    {
        var files = new AwsFiles()
            .User("home")
            .Role("admin", "home")
            .Role("audit", "admin", ("duration_seconds", "7200"))
            .Role("last", "audit");
        var profiles = files.Load();
        var last = Resolver.Resolve(profiles, new AssumeTarget { Profile = "last" });

        Assert.Contains(last.Notes, note => note.Contains("'audit'", StringComparison.Ordinal));
        Assert.DoesNotContain(last.OwnNotes, note => note.Contains("'audit'", StringComparison.Ordinal));
        Assert.Contains(
            Resolver.Resolve(profiles, new AssumeTarget { Profile = "audit" }).OwnNotes,
            note => note.Contains("7200", StringComparison.Ordinal)
        );
    }

    private static void AssertAsAlone(ProfileSet profiles)
    {
        foreach (var summary in Summaries(profiles))
        {
            Assert.Equal(
                Alone(profiles, summary.Name),
                (
                    summary.Plan?.Chain.Steps.Count,
                    string.Join('\n', summary.Problems.Select(problem => problem.Message))
                )
            );
        }
    }

    private static (int? Steps, string Problems) Alone(ProfileSet profiles, string name)
    {
        try
        {
            var chain = Resolver.Resolve(profiles, new AssumeTarget { Profile = name });
            return (chain.Steps.Count, string.Join('\n', chain.OwnNotes));
        }
        catch (RoleAssistException fault)
        {
            return (null, fault.Hint is null ? fault.Summary : $"{fault.Summary} {fault.Hint}");
        }
    }

    private static IReadOnlyList<ProfileSummary> Summaries(ProfileSet profiles) =>
        new ProfileCatalog(
            new AwsFiles(),
            Resolver,
            new SessionsInMemory(new AwsFiles()).Service,
            new MemoryVaultIndex(),
            TimeProvider.System
        ).Summarize(profiles, new SessionOptions());

    private static CountingSettings Role(string source, string arn = "arn:aws:iam::123456789012:role/r") =>
        new(("role_arn", arn), ("source_profile", source), ("duration_seconds", "7200"));

    /// <summary>
    /// Creates r1 with the given source, and further roles that each use the previous one as their source.
    /// </summary>
    private ProfileSet Chain(int roles, string source, string roleOfThird = "arn:aws:iam::123456789012:role/r") =>
        new(
            [
                new Profile("base", _base),
                .. Enumerable
                    .Range(1, roles)
                    .Select(i => new Profile(
                        $"r{i}",
                        Role(
                            i == 1 ? source : $"r{i - 1}",
                            i == 3 ? roleOfThird : $"arn:aws:iam::123456789012:role/r{i}"
                        )
                    )),
            ],
            FrozenDictionary<string, Profile>.Empty,
            []
        );

    private static int ReadsOfFirstRole(ProfileSet profiles)
    {
        Assert.Equal(profiles.Profiles.Count, Summaries(profiles).Count);
        return ((CountingSettings)profiles.Find("r1")!.Settings).Reads;
    }

    private sealed class CountingSettings(params (string Name, string Value)[] settings)
        : IReadOnlyDictionary<string, Setting>
    {
        private readonly Dictionary<string, Setting> _settings = settings.ToDictionary(
            setting => setting.Name,
            setting => new Setting(setting.Value)
        );

        public int Reads { get; private set; }

        public IEnumerable<string> Keys => _settings.Keys;

        public IEnumerable<Setting> Values => _settings.Values;

        public int Count => _settings.Count;

        public Setting this[string key] =>
            TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

        public bool ContainsKey(string key) => TryGetValue(key, out _);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Setting value)
        {
            Reads++;
            return _settings.TryGetValue(key, out value);
        }

        public IEnumerator<KeyValuePair<string, Setting>> GetEnumerator() => _settings.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
