using RoleAssist.Core.Delivery;
using RoleAssist.Core.Environment;
using RoleAssist.Core.Errors;
using RoleAssist.Host.Delivery;

namespace RoleAssist.Host.Tests.Delivery;

public sealed class FishUniversalVariablesTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("roleassist-fish-");

    public void Dispose() => _home.Delete(recursive: true);

    [Theory]
    [InlineData("fish")]
    [InlineData("/usr/bin/fish")]
    public async Task Fails_if_a_universal_variable_would_override_the_role(string command)
    {
        Write("SETUVAR --export AWS_PROFILE:vendor");

        foreach (var mode in new[] { DeliveryMode.Environment, DeliveryMode.Endpoint })
        {
            var fault = await Assert.ThrowsAsync<RoleAssistException>(() => Choose(command, mode, mode));

            Assert.Equal(ErrorCode.ConfigurationInvalid, fault.Code);
            Assert.Contains("AWS_PROFILE", fault.Message, StringComparison.Ordinal);
            Assert.Contains("--delivery profile", fault.Hint, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Auto_chooses_a_generated_profile_which_takes_precedence()
    {
        Write("SETUVAR --export --path AWS_PROFILE:vendor");

        Assert.Equal(DeliveryMode.Profile, (await Choose("fish", DeliveryMode.Profile, DeliveryMode.Profile)).Mode);
        Assert.Equal(DeliveryMode.Profile, (await Choose("fish", DeliveryMode.Auto, DeliveryMode.Endpoint)).Mode);
    }

    [Theory]
    [InlineData("AWS_DEFAULT_PROFILE")]
    [InlineData("AWS_ACCESS_KEY_ID")]
    public async Task Fails_if_a_variable_would_override_a_generated_profile_too(string name)
    {
        Write($"SETUVAR --export {name}:x");

        var fault = await Assert.ThrowsAsync<RoleAssistException>(() =>
            Choose("fish", DeliveryMode.Auto, DeliveryMode.Profile)
        );

        Assert.EndsWith($"set -eU {name}", fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignores_variables_that_the_delivery_sets()
    {
        Write("SETUVAR --export AWS_ACCESS_KEY_ID:AKIA\nSETUVAR --export AWS_REGION:us-east-1");

        Assert.Equal(
            DeliveryMode.Environment,
            (await Choose("fish", DeliveryMode.Environment, DeliveryMode.Environment)).Mode
        );
    }

    [Theory]
    [InlineData("SETUVAR AWS_PROFILE:x", "fish")]
    [InlineData("SETUVAR --export EDITOR:AWS_PROFILE", "fish")]
    [InlineData("SETUVAR --export AWS_PROFILE:x", "bash")]
    [InlineData(null, "fish")]
    public async Task Ignores_other_variables_and_other_shells(string? file, string command)
    {
        Write(file);

        Assert.Equal(DeliveryMode.Endpoint, (await Choose(command, DeliveryMode.Auto, DeliveryMode.Endpoint)).Mode);
    }

    private Task<DeliveryChoice> Choose(string command, DeliveryMode requested, DeliveryMode chosen) =>
        new FishUniversalVariables(new ProcessEnvironment([new("XDG_CONFIG_HOME", _home.FullName)])).ChooseAsync(
            [command, "-c", "aws"],
            requested,
            new DeliveryChoice(chosen, "It was requested."),
            CancellationToken.None
        );

    private void Write(string? text)
    {
        if (text is not null)
        {
            File.WriteAllText(Path.Combine(_home.CreateSubdirectory("fish").FullName, "fish_variables"), text + "\n");
        }
    }
}
