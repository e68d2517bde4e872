using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Tests.Profiles;

public class ProfileSetTests
{
    private static readonly Problem Mistake = new(ErrorCode.ConfigurationInvalid, ProblemSeverity.Error, "It is wrong.", new SourceLocation("config", 3, 1));

    [Fact]
    public void A_profile_that_a_mistake_may_have_cost_is_missed_with_the_place_of_the_mistake() =>
        Assert.Contains("config:3:1: It is wrong.", Hint(Mistake), StringComparison.Ordinal);

    [Fact]
    public void Notes_and_wrong_values_cost_no_profile()
    {
        Assert.Contains("roleassist profiles", Hint(Mistake with { Severity = ProblemSeverity.Warning }), StringComparison.Ordinal);
        Assert.Contains("roleassist profiles", Hint(Mistake with { Rule = "DurationNotWhole" }), StringComparison.Ordinal);
    }

    /// <summary>To compare a name with all others takes a while, and many profiles may name the same missing source.</summary>
    [Fact]
    public void What_a_missing_name_comes_near_to_is_found_out_once()
    {
        var profiles = new ProfileSet([new Profile("other", new Dictionary<string, Setting>())], new Dictionary<string, Profile>(), []);

        var hint = profiles.NotFound("othr", "There is none.").Hint;

        Assert.Equal("Did you mean 'other'?", hint);
        Assert.Same(hint, profiles.NotFound("othr", "There is none here either.").Hint);
    }

    private static string? Hint(Problem problem) =>
        new ProfileSet([new Profile("other", new Dictionary<string, Setting>())], new Dictionary<string, Profile>(), [problem])
            .NotFound("missing", "There is none.").Hint;
}
