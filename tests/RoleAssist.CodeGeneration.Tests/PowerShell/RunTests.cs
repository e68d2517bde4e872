using RoleAssist.CodeGeneration.Tests.Support;
using RoleAssist.Core.Chains;
using RoleAssist.Core.CodeGeneration;

namespace RoleAssist.CodeGeneration.Tests.PowerShell;

/// <summary>
/// Runs generated PowerShell in the real engine, with stand-ins for the AWS Tools that call the sandbox.
/// </summary>
[Collection(nameof(PowerShellSandbox))]
public class RunTests(CodeSandbox sandbox)
{
    private const string Admin = "arn:aws:sts::444455556666:assumed-role/admin/alice@laptop";
    private const string Auditor = "arn:aws:sts::555566667777:assumed-role/auditor/alice@laptop";
    private const string Vendor = "arn:aws:sts::777788889999:assumed-role/vendor-access/nightly-report";

    /// <summary>Calls the function of the template 'function'.</summary>
    private const string CallOfFunction = """

        $ErrorActionPreference = 'Stop'
        $credentials = Get-RoleCredential
        Write-Output "Works as $((Get-STSCallerIdentity -Credential $credentials -Region eu-central-1).Arn)"

        """;

    [Theory]
    [InlineData("assume-role", "prod-audit", 4, Auditor)]
    [InlineData("function", "prod-audit", 5, Auditor)]
    [InlineData("environment", "prod-admin", 4, Admin)]
    public async Task Uses_the_role_after_an_MFA_code(string template, string profiles, int tools, string arn)
    {
        var run = await RunAsync(
            sandbox.Generate("powershell", template, profiles.Split(' ')),
            await sandbox.CodeAsync(),
            tools
        );

        Assert.Contains(arn, Unfolded(run.Succeeded().Output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("assume-role")]
    [InlineData("function")]
    [InlineData("multi-account")]
    [InlineData("environment")]
    [InlineData("default-profile")]
    public async Task Fails_with_a_message_after_a_wrong_code(string template)
    {
        var run = await RunAsync(sandbox.Generate("powershell", template, "prod-admin"), "000000");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(
            "(The role was not assumed|Could not get a session): "
                + "MultiFactorAuthentication failed with invalid MFA one time pass code",
            OneLine(run.Errors)
        );
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Does_not_ask_for_a_code_if_none_is_needed()
    {
        var run = await RunAsync(sandbox.Generate("powershell", "multi-account", "vendor", "vendor"));

        Assert.Contains(Vendor[..40], Unfolded(run.Succeeded().Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_a_role_gets_a_user_session()
    {
        var code = sandbox.Generate(
            "powershell",
            "environment",
            (AssumeTarget[])[new() { Profile = "home", MfaSerial = sandbox.Serial }]
        );

        var run = await RunAsync(code, await sandbox.CodeAsync());

        Assert.Contains(
            "Programs work as arn:aws:iam::111122223333:user/alice",
            run.Succeeded().Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(4, "")]
    [InlineData(5, "")]
    [InlineData(5, "-ge 99")]
    public async Task Works_in_several_accounts_with_one_code(int tools, string isParallel)
    {
        var run = await RunAsync(
            Listed(sandbox.Generate("powershell", "multi-account", "prod-admin", "vendor"), isParallel),
            await sandbox.CodeAsync(),
            tools
        );

        Assert.Equal(
            $"444455556666|eu-central-1|{Admin}|\n777788889999|eu-central-1|{Vendor}|\n",
            Sorted(run.Succeeded().Output)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ge 99")]
    public async Task Continues_with_other_accounts_after_one_fails(string isParallel)
    {
        var code = sandbox.Generate(
            "powershell",
            "multi-account",
            (AssumeTarget[])
                [
                    new() { RoleArn = "arn:aws:iam::777788889999:role/no-such-role", SourceProfile = "home" },
                    new() { Profile = "vendor" },
                ]
        );

        var run = await RunAsync(Listed(code, isParallel));

        Assert.Equal(1, run.ExitCode);
        Assert.Matches(
            $"^777788889999[|]us-east-1[|]{Vendor}[|]\n777788889999[|]us-east-1[|][|].+\n$",
            Sorted(run.Output)
        );
        Assert.Contains("1 of 2 failed.", OneLine(run.Errors), StringComparison.Ordinal);
    }

    /// <summary>Writes a line for each object, and runs as in Windows PowerShell if the condition is never true.</summary>
    private static GeneratedCode Listed(GeneratedCode code, string isParallel) =>
        code with
        {
            Code =
                code.Code.Replace("-ge 7", isParallel.Length > 0 ? isParallel : "-ge 7", StringComparison.Ordinal)
                    .TrimEnd()
                + " | ForEach-Object -Process { \"$($_.Account)|$($_.Region)|$($_.Value)|$($_.Error)\" }\n",
        };

    /// <summary>Accounts finish in any order.</summary>
    private static string Sorted(string output) =>
        string.Concat(
            output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal)
                .Select(line => line + "\n")
        );

    /// <summary>STS does not issue a session for temporary credentials.</summary>
    [Fact]
    public async Task Passes_temporary_credentials_to_programs_directly()
    {
        var code = sandbox.Generate("powershell", "environment", "ci");
        const string After = "Write-Output \"Programs work as $($identity.Arn)\"\n";
        Assert.Contains(After, code.Code, StringComparison.Ordinal);

        var run = await RunAsync(
            code with
            {
                Code = code.Code.Replace(
                    After,
                    $"{After}    Write-Output \"Token: $($Env:AWS_SESSION_TOKEN.Length -gt 0), as $((Get-STSCallerIdentity).Arn)\"\n",
                    StringComparison.Ordinal
                ),
            }
        );

        const string Build = "arn:aws:sts::444455556666:assumed-role/deploy/build-42";
        Assert.Equal($"Programs work as {Build}\nToken: True, as {Build}\n", run.Succeeded().Output);
    }

    /// <summary>
    /// The session's credentials take precedence over the environment for cmdlets, but not for programs.
    /// </summary>
    [Fact]
    public async Task Reports_the_identity_of_programs_and_not_of_the_session()
    {
        var code = sandbox.Generate("powershell", "environment", "vendor");

        var run = await RunAsync(
            code with
            {
                Code =
                    "Set-AWSCredential -ProfileName home\n"
                    + code.Code.Replace("#Requires -Version 5.1\n", "", StringComparison.Ordinal),
            }
        );

        Assert.Equal($"Programs work as {Vendor}\n", run.Succeeded().Output);
    }

    [Fact]
    public async Task Restores_the_environment()
    {
        var code = sandbox.Generate("powershell", "environment", "vendor");
        var script = $$"""
            $Env:AWS_PROFILE = 'vendor'
            Remove-Item Env:AWS_SESSION_TOKEN -ErrorAction SilentlyContinue
            function Get-Environment { (Get-ChildItem -Path Env:AWS_* | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Value)" }) -join "`n" }
            $before = Get-Environment
            & {
            {{code.Code}}
            }
            if ($before -cne (Get-Environment)) { throw "The environment has changed: $(Get-Environment)" }
            """.Replace("#Requires -Modules AWS.Tools.SecurityToken", "", StringComparison.Ordinal);

        var run = await RunAsync(code with { Code = script });

        Assert.Equal($"Programs work as {Vendor}\n", run.Succeeded().Output);
    }

    [Fact]
    public async Task Writes_a_default_profile_does_not_overwrite_it_and_removes_it()
    {
        var file = CopyOfCredentials();
        var script = sandbox.Generate("powershell", "default-profile", "vendor").Code;
        var environment = sandbox.Environment(("AWS_SHARED_CREDENTIALS_FILE", file));

        (await PowerShellEngine.RunAsync(script, environment)).Succeeded();
        var stored = await File.ReadAllTextAsync(file);
        Assert.Contains("[default]", stored, StringComparison.Ordinal);
        Assert.Contains("aws_session_token", stored, StringComparison.Ordinal);
        Assert.Contains("[home]", stored, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        var again = await PowerShellEngine.RunAsync(script, environment);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("already has a default profile", OneLine(again.Errors), StringComparison.Ordinal);
        Assert.Equal(stored, await File.ReadAllTextAsync(file));

        (await PowerShellEngine.RunAsync(script, environment, arguments: ["-Force"])).Succeeded();
        (await PowerShellEngine.RunAsync(script, environment, arguments: ["-Remove"])).Succeeded();
        Assert.DoesNotContain("[default]", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    /// <summary>Read-Host would end PowerShell with exit code 0 here, regardless of the calling script.</summary>
    [Theory]
    [InlineData("assume-role", "")]
    [InlineData("multi-account", "\n")]
    [InlineData("environment", "abc\n")]
    [InlineData("default-profile", "1234567\n")]
    [InlineData("function", "12345\n")]
    public async Task A_calling_script_can_catch_a_missing_code(string template, string input)
    {
        var code =
            sandbox.Generate("powershell", template, "prod-admin").Code
            + (template == "function" ? CallOfFunction : "");
        var file = await ScriptAsync(code);

        var run = await PowerShellEngine.RunAsync(
            $"$ErrorActionPreference = 'Stop'\ntry {{ & '{file}' }} catch {{ \"caught: $_\" }} finally {{ 'finally' }}\nexit 7",
            sandbox.Environment(("AWS_SHARED_CREDENTIALS_FILE", CopyOfCredentials())),
            input
        );

        Assert.Equal(7, run.ExitCode);
        Assert.Matches("^caught: .*An MFA code has six digits[.]\nfinally\n$", run.Output);
    }

    /// <summary>Both dot-sourcing and calling the script set only the role.</summary>
    [Theory]
    [InlineData(".", 5)]
    [InlineData("&", 4)]
    public async Task The_session_gets_only_the_role(string call, int tools)
    {
        var file = await ScriptAsync(sandbox.Generate("powershell", "assume-role", "vendor").Code);

        var run = await PowerShellEngine.RunAsync(
            $$"""
            Get-Command -Name Set-AWSCredential | Out-Null
            $Error.Clear()
            $before = @(Get-Variable | ForEach-Object { $_.Name }) + 'before', 'after'
            {{call}} '{{file}}'
            $after = @(Get-Variable | ForEach-Object { $_.Name } | Where-Object { $before -notcontains $_ })
            "left: $after, $ErrorActionPreference, strict: $(try { $null -ne $neverSet; 'off' } catch { 'on' })"
            function Inner { (Get-STSCallerIdentity).Arn }
            "then: $(Inner) in $(Get-DefaultAWSRegion)"
            """,
            sandbox.Environment(),
            tools: tools
        );

        Assert.Contains(
            "left: StoredAWSCredentials StoredAWSRegion, Continue, strict: False off",
            run.Succeeded().Output,
            StringComparison.Ordinal
        );
        Assert.Contains($"then: {Vendor} in eu-west-1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_if_the_callers_credentials_take_precedence()
    {
        var file = await ScriptAsync(sandbox.Generate("powershell", "assume-role", "vendor").Code);

        var run = await PowerShellEngine.RunAsync(
            $"& {{ Set-AWSCredential -ProfileName home; & '{file}' }}",
            sandbox.Environment()
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The calling script sets its own credentials", OneLine(run.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ci", "arn:aws:sts::444455556666:assumed-role/deploy/build-42")]
    [InlineData("home", "arn:aws:iam::111122223333:user/alice")]
    public async Task Uses_a_profile_without_a_role_directly(string profile, string arn)
    {
        var run = await RunAsync(sandbox.Generate("powershell", "assume-role", profile));

        Assert.Equal($"Working as {arn}\n", run.Succeeded().Output);
    }

    [Fact]
    public async Task The_function_reports_errors_and_accepts_codes_and_roles_from_the_pipeline()
    {
        var function = sandbox.Generate("powershell", "function", "prod-admin").Code;

        var run = await PowerShellEngine.RunAsync(
            function
                + $$"""
                try { Get-RoleCredential -TokenCode '000000' } catch { "$($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name) $($_.Exception.InnerException.GetType().Name)" }
                try { Get-RoleCredential -SerialNumber '' -RoleArn 'arn:aws:iam::777788889999:role/no-such-role' } catch { $_.FullyQualifiedErrorId }
                try { Get-RoleCredential -SerialNumber '' -ProfileName 'gone' } catch { $_.FullyQualifiedErrorId }
                try { Get-RoleCredential -TokenCode 'abc' } catch { "$($_.FullyQualifiedErrorId): $_" }
                [pscustomobject]@{ RoleArn = 'arn:aws:iam::777788889999:role/vendor-access'; ExternalId = 'roleassist-sandbox'; SerialNumber = ''; DurationInSeconds = 3600 } |
                    Get-RoleCredential | ForEach-Object { (Get-STSCallerIdentity -Credential $_ -Region us-east-1).Account }
                (Get-STSCallerIdentity -Credential (Get-RoleCredential -TokenCode '{{await sandbox.CodeAsync()}}') -Region us-east-1).Account
                """,
            sandbox.Environment()
        );

        Assert.Equal(
            "MfaCodeRefused InvalidOperationException AmazonSecurityTokenServiceException\nAccessDenied\nRoleNotAssumed\n"
                + "MfaCodeInvalid: The role was not assumed: An MFA code has six digits.\n777788889999\n444455556666\n",
            run.Succeeded().Output
        );
    }

    /// <summary>AWS does not show the secret of a long-term key again.</summary>
    [Fact]
    public async Task Keeps_and_restores_a_default_profile_with_a_long_term_key()
    {
        var file = CopyOfCredentials();
        var keys =
            $"{await File.ReadAllTextAsync(file)}\n# mine\n[ default ]\naws_access_key_id = AKIAABCDEFGHIJKLMNOP\naws_secret_access_key = {SampleProfiles.LongLivedSecret}\nregion = eu-west-3\n";
        await File.WriteAllTextAsync(file, keys);
        var environment = sandbox.Environment(("AWS_SHARED_CREDENTIALS_FILE", file));
        var script = await ScriptAsync(sandbox.Generate("powershell", "default-profile", "vendor").Code);

        Assert.Equal(1, (await PowerShellEngine.RunFileAsync(script, environment)).ExitCode);
        (await PowerShellEngine.RunFileAsync(script, environment, arguments: ["-Force", "-WhatIf"])).Succeeded();
        Assert.Contains(
            "has no temporary default profile",
            (await PowerShellEngine.RunFileAsync(script, environment, arguments: ["-Remove"])).Succeeded().Output,
            StringComparison.Ordinal
        );
        Assert.Equal(keys, await File.ReadAllTextAsync(file));

        (await PowerShellEngine.RunFileAsync(script, environment, arguments: ["-Force"])).Succeeded();
        var replaced = await File.ReadAllTextAsync(file);
        Assert.Contains(
            $"[default-kept]\naws_access_key_id = AKIAABCDEFGHIJKLMNOP\naws_secret_access_key = {SampleProfiles.LongLivedSecret}\n",
            replaced.Replace("=", " = ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("aws_session_token", replaced, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        (await PowerShellEngine.RunFileAsync(script, environment, arguments: ["-Remove"])).Succeeded();
        (await PowerShellEngine.RunFileAsync(script, environment, arguments: ["-Remove"])).Succeeded();
        var back = await File.ReadAllTextAsync(file);
        Assert.Contains("[default]", back, StringComparison.Ordinal);
        Assert.Contains(SampleProfiles.LongLivedSecret, back, StringComparison.Ordinal);
        Assert.DoesNotContain("[default-kept]", back, StringComparison.Ordinal);
        Assert.DoesNotContain("aws_session_token", back, StringComparison.Ordinal);
    }

    /// <summary>
    /// Stored credentials and the region of a default profile do not take precedence over those from RoleAssist.
    /// </summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Injected_credentials_and_region_override_the_sessions_and_the_default_profiles(int tools)
    {
        var file = CopyOfCredentials();
        await File.AppendAllTextAsync(file, "\n[default]\nregion = eu-west-3\n");
        const string After = "Write-Output \"Working as $($identity.Arn)\"\n";
        var code = sandbox
            .Generate("powershell", "injected", "vendor")
            .Code.Replace(After, $"{After}    Get-DefaultAWSRegion\n", StringComparison.Ordinal);
        var script = await ScriptAsync(code);

        var run = await PowerShellEngine.RunAsync(
            $$"""
            Set-AWSCredential -ProfileName home
            $role = (Use-STSRole -RoleArn arn:aws:iam::777788889999:role/vendor-access -RoleSessionName nightly-report -ExternalId roleassist-sandbox -Region us-east-1).Credentials
            $Env:AWS_ACCESS_KEY_ID, $Env:AWS_SECRET_ACCESS_KEY, $Env:AWS_SESSION_TOKEN = $role.AccessKeyId, $role.SecretAccessKey, $role.SessionToken
            & '{{script}}'
            "then: $((Get-STSCallerIdentity -Region us-east-1).Arn)"
            """,
            sandbox.Environment(("AWS_SHARED_CREDENTIALS_FILE", file), ("AWS_REGION", "us-west-2")),
            tools: tools
        );

        Assert.Equal(
            $"Working as {Vendor}\nus-west-2\nthen: arn:aws:iam::111122223333:user/alice\n",
            run.Succeeded().Output
        );
    }

    [Fact]
    public async Task Uses_only_injected_credentials()
    {
        var code = sandbox.Generate("powershell", "injected", "prod-admin");
        (string, string?)[] none = [("AWS_ACCESS_KEY_ID", null), ("AWS_SECRET_ACCESS_KEY", null)];

        var without = await RunAsync(code, environment: none);
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("There are no credentials here.", OneLine(without.Errors), StringComparison.Ordinal);
        Assert.Contains("roleassist exec prod-admin -- pwsh", OneLine(without.Errors), StringComparison.Ordinal);

        var late = await RunAsync(code, environment: [("AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z")]);
        Assert.Equal(1, late.ExitCode);
        Assert.Contains(
            "The credentials expired at 2020-01-01T00:00:00Z.",
            OneLine(late.Errors),
            StringComparison.Ordinal
        );

        var elsewhere = await RunAsync(code, environment: [.. none, ("AWS_PROFILE", "vendor")]);
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.Contains(
            "This script needs role admin in account 444455556666, "
                + "but the credentials belong to arn:aws:sts::777788889999:",
            OneLine(elsewhere.Errors),
            StringComparison.Ordinal
        );

        var right = await RunAsync(
            sandbox.Generate("powershell", "injected", "vendor"),
            environment: [.. none, ("AWS_PROFILE", "vendor"), ("AWS_REGION", "eu-west-1")]
        );
        Assert.StartsWith(
            "Working as arn:aws:sts::777788889999:assumed-role/vendor-access/",
            right.Succeeded().Output,
            StringComparison.Ordinal
        );

        var invalid = await RunAsync(code);
        Assert.Equal(1, invalid.ExitCode);
        Assert.Contains("AWS rejected the credentials: ", OneLine(invalid.Errors), StringComparison.Ordinal);
    }

    private Task<ProgramRun> RunAsync(
        GeneratedCode code,
        string? mfaCode = null,
        int tools = 5,
        params IEnumerable<(string, string?)> environment
    ) =>
        PowerShellEngine.RunAsync(
            code.Template.Name == "function" ? code.Code + CallOfFunction : code.Code,
            sandbox.Environment(environment),
            mfaCode is null ? null : mfaCode + "\n",
            tools
        );

    /// <summary>Undoes PowerShell's wrapping of output to the terminal width.</summary>
    private static string OneLine(string text) =>
        string.Join(' ', text.Split([' ', '\n', '|'], StringSplitOptions.RemoveEmptyEntries));

    private static string Unfolded(string text) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private async Task<string> ScriptAsync(string code)
    {
        var file = Path.Combine(sandbox.Description.Home, $"{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, code);
        return file;
    }

    private string CopyOfCredentials()
    {
        var file = Path.Combine(sandbox.Description.Home, $"{Guid.NewGuid():N}");
        File.Copy(sandbox.Description.Environment["AWS_SHARED_CREDENTIALS_FILE"], file);
        return file;
    }
}
