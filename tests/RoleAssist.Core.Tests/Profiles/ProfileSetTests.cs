using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Profiles;

public class ProfileSetTests
{
    private static readonly Problem Mistake = new(
        ErrorCode.ConfigurationInvalid,
        ProblemSeverity.Error,
        "It is wrong.",
        new SourceLocation("config", 3, 1)
    );

    [Fact]
    public void The_hint_for_a_missing_profile_has_the_location_of_a_mistake_that_may_hide_it() =>
        Assert.Contains("config:3:1: It is wrong.", Hint(Mistake), StringComparison.Ordinal);

    [Fact]
    public void Notes_and_invalid_values_do_not_hide_profiles()
    {
        Assert.Contains(
            "roleassist profiles",
            Hint(Mistake with { Severity = ProblemSeverity.Warning }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "roleassist profiles",
            Hint(Mistake with { Rule = "DurationNotWhole" }),
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// Comparing a name with all others is slow, and many profiles can refer to the same missing source.
    /// </summary>
    [Fact]
    public void Searches_for_similar_names_only_once()
    {
        var profiles = new ProfileSet(
            [new Profile("other", new Dictionary<string, Setting>())],
            new Dictionary<string, Profile>(),
            []
        );

        var hint = profiles.NotFound("othr", "There is none.").Hint;

        Assert.Equal("Did you mean 'other'?", hint);
        Assert.Same(hint, profiles.NotFound("othr", "There is none here either.").Hint);
    }

    /// <summary>Each search takes as long as there are profiles, so the time would grow with the square.</summary>
    [Fact]
    public void Suggests_names_for_the_first_wrong_ones_only()
    {
        var profiles = new ProfileSet(
            [new Profile("other", new Dictionary<string, Setting>())],
            new Dictionary<string, Profile>(),
            []
        );

        var hints = Enumerable.Range(0, 100).Select(i => profiles.NotFound($"other{i % 10}{i / 10}", "").Hint).ToList();

        Assert.Equal("Did you mean 'other'?", hints[0]);
        Assert.Equal("To list the profiles, run: roleassist profiles", hints[^1]);
        Assert.Equal(hints[0], profiles.NotFound("other00", "").Hint);
    }

    private static string? Hint(Problem problem) =>
        new ProfileSet(
            [new Profile("other", new Dictionary<string, Setting>())],
            new Dictionary<string, Profile>(),
            [problem]
        )
            .NotFound("missing", "There is none.")
            .Hint;
}
