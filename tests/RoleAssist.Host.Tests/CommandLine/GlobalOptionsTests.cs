using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using RoleAssist.Host.Tests.Support;

namespace RoleAssist.Host.Tests.CommandLine;

public sealed class GlobalOptionsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddRoleAssist()
        .AddLogging()
        .BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    /// <summary>Every verb, including new ones, accepts them before and after its name.</summary>
    [Fact]
    public void Every_verb_accepts_the_global_options()
    {
        var root = RootVerb.Create(_services, new FakeConsole(), []);
        var verbs = Lines(root, []).ToList();
        Assert.True(verbs.Count >= 16, $"{verbs.Count}");
        foreach (
            var option in root.Options.Where(option =>
                option.Recursive && option is not System.CommandLine.Help.HelpOption
            )
        )
        {
            foreach (var words in verbs)
            {
                Assert.Empty(root.Parse([.. words, option.Name]).Errors);
                Assert.Empty(root.Parse([option.Name, .. words]).Errors);
            }
        }
    }

    [Fact]
    public void Json_and_quiet_are_global_options() =>
        Assert.Superset(
            new HashSet<string> { "--json", "--quiet" },
            RootVerb
                .Create(_services, new FakeConsole(), [])
                .Options.Where(option => option.Recursive)
                .Select(option => option.Name)
                .ToHashSet()
        );

    /// <summary>Returns a command line for each executable verb, with its required arguments and options.</summary>
    private static IEnumerable<string[]> Lines(Command command, string[] path)
    {
        foreach (var verb in command.Subcommands)
        {
            string[] words = [.. path, verb.Name];
            foreach (var line in Lines(verb, words))
            {
                yield return line;
            }

            if (verb.Action is not null)
            {
                yield return
                [
                    .. words,
                    .. verb.Arguments.SelectMany(argument =>
                        Enumerable.Repeat(verb.Name == "fault" ? "delay" : "x", argument.Arity.MinimumNumberOfValues)
                    ),
                    .. verb
                        .Options.Where(option => option.Required)
                        .SelectMany(option =>
                            option.Arity.MinimumNumberOfValues > 0 ? new[] { option.Name, "x" } : [option.Name]
                        ),
                ];
            }
        }
    }
}
