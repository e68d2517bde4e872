// The PowerShell module in the real engine, with the published host, the sandbox and stand-ins for the AWS Tools.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/lib/project.mjs';
import { secretsIn, watchCommandLines } from './support/canary.mjs';
import { buildAwsTools, hasPowerShell, powerShellEnvironment, runPowerShell } from './support/powershell.mjs';
import { runProgram } from './support/programs.mjs';
import { shells } from './support/shells.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const arns = {
  dev: /^arn:aws:sts::222233334444:assumed-role\/developer\//,
  'prod-admin': /^arn:aws:sts::444455556666:assumed-role\/admin\//,
  'prod-audit': /^arn:aws:sts::555566667777:assumed-role\/auditor\//,
};
const state = String.raw`
function Get-State { Get-ChildItem Env: | Where-Object Name -Match '^(AWS|ROLEASSIST)_' | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Value)" } | Out-String }
if ($Env:CODE) { $code = ConvertTo-SecureString $Env:CODE -AsPlainText -Force }
`;

describeWithSandbox('the PowerShell module', (context) => {
  before(async () => {
    if (!hasPowerShell.skip) {
      await buildAwsTools();
    }
  });

  /** Runs a script in a sandbox in which no session is kept, so that a role with MFA needs a code. */
  async function pwsh(script, { tools = undefined, env = {} } = {}) {
    return runPowerShell(state + script, { tools, env: { ...context.sandbox.environment, ...env } });
  }
  /** The sandbox's config file with one more profile, in a new folder. */
  async function withProfile(profile) {
    const folder = await context.scope.temporaryFolder('config');
    const own = await readFile(context.sandbox.environment.AWS_CONFIG_FILE, 'utf8');
    const config = path.join(folder, 'config');
    await writeFile(config, `${own}\n${profile(folder)}\nregion = us-east-1\n`);
    return { AWS_CONFIG_FILE: config, FOLDER: folder };
  }
  const withCode = async () => ({ CODE: await context.sandbox.nextCode() });

  for (const tools of [4, 5]) {
    it(
      `AWS Tools ${tools}: a role counts for cmdlets in every scope and is taken back exactly`,
      hasPowerShell,
      async () => {
        const { lines, stderr } = await pwsh(
          `Set-AWSCredential -AccessKey AKIAMINE -SecretKey mine; Set-DefaultAWSRegion eu-west-3
         $Env:AWS_PROFILE = 'home'
         $mine = $StoredAWSCredentials; $before = Get-State
         function Use-It { Use-AwsRole dev }
         Use-It
         (Get-STSCallerIdentity).Arn
         Use-AwsRole prod-admin -MfaCode $code
         (Get-STSCallerIdentity).Arn
         "$StoredAWSRegion $Env:AWS_REGION"
         Clear-AwsRole
         "$([object]::ReferenceEquals($mine, $StoredAWSCredentials)) $StoredAWSRegion $((Get-State) -ceq $before)"
         Clear-AWSCredential
         (Get-STSCallerIdentity -ProfileName home).Arn`,
          { tools, env: await withCode() },
        );
        assert.match(lines[0], arns.dev, stderr);
        assert.match(lines[1], arns['prod-admin']);
        assert.deepEqual(lines.slice(2, 4), ['eu-central-1 eu-central-1', 'True eu-west-3 True']);
        assert.match(lines[4] ?? stderr, tools === 5 ? /user\/alice$/ : /user\/alice$|No credentials/);
      },
    );

    it(`AWS Tools ${tools}: several roles take one code, at once and one after another`, hasPowerShell, async () => {
      const earlier = (await context.sandbox.calls()).length;
      const { stdout, stderr } = await pwsh(
        `$suffix = '!'
         $block = { param($a) "$a $((Get-STSCallerIdentity).Arn) $Env:AWS_REGION" }
         $results = @('prod-admin', 'dev', 'prod-audit' | Invoke-AwsRole -ScriptBlock $block -ArgumentList 'x' -MfaCode $code)
         $results += Invoke-AwsRole prod-admin, dev, prod-audit -Region eu-west-1, us-east-1 -Parallel {
             "$((Get-STSCallerIdentity).Arn)|$(Invoke-AwsCommand sh -c 'echo $AWS_REGION')|$using:suffix|$($_.Profile)" }
         ConvertTo-Json @($results) -Depth 3`,
        { tools, env: await withCode() },
      );
      const results = JSON.parse(stdout || assert.fail(stderr));
      const names = ['prod-admin', 'dev', 'prod-audit'];
      assert.deepEqual(
        results.map(({ Profile, Region }) => `${Profile} ${Region}`),
        [
          ...['prod-admin eu-central-1', 'dev us-east-1', 'prod-audit eu-central-1'],
          ...names.flatMap((name) => [`${name} eu-west-1`, `${name} us-east-1`]),
        ],
      );
      for (const { Profile, Region, Account, Value, Error } of results.slice(0, 3)) {
        assert.equal(Error, null);
        assert.match(Value.slice(2), arns[Profile]);
        assert.ok(Value.startsWith('x ') && Value.endsWith(` ${Region}`), Value);
        assert.ok(Value.includes(Account));
      }
      for (const { Profile, Region, Value, Error } of results.slice(3)) {
        assert.equal(Error, null);
        assert.match(Value, arns[Profile]);
        assert.ok(Value.endsWith(`|${Region}|!|${Profile}`), Value);
      }
      const calls = (await context.sandbox.calls()).slice(earlier).map(({ action }) => action);
      assert.equal(calls.filter((action) => action === 'GetSessionToken').length, 1);
    });
  }

  it(
    'gives programs the role without the AWS Tools, and leaves no secret in the environment',
    hasPowerShell,
    async () => {
      const { lines, stderr } = await pwsh(
        `$before = Get-State
       Use-AwsRole dev
       Get-State
       Get-AwsRole | ForEach-Object { "$($_.Profile) $($_.Account) $($_.Region) $($_.Expiration -gt (Get-Date)) $($_.State)" }
       Clear-AwsRole
       "$((Get-State) -ceq $before) $(Test-Path Variable:StoredAWSCredentials) $(Test-Path Variable:StoredAWSRegion) [$(Get-AwsRole)]"`,
      );
      assert.equal(stderr, '');
      assert.ok(lines.includes('AWS_PROFILE=dev'));
      assert.ok(!lines.some((line) => /TOKEN|SECRET|ACCESS_KEY/.test(line)), lines.join('\n'));
      assert.deepEqual(lines.slice(-2), ['dev 222233334444 us-east-1 True active', 'True False False []']);
    },
  );

  it('asks for the code in a terminal', { skip: hasPowerShell.skip || !existsSync('/usr/bin/python3') }, async () => {
    const code = await context.sandbox.nextCode();
    const terminal = fileURLToPath(new URL('support/terminal.py', import.meta.url));
    const { stdout } = await runProgram(
      [
        ...['/usr/bin/python3', terminal, `${code}\r`],
        ...shells.pwsh.command.filter((word) => word !== '-NonInteractive'),
        'Use-AwsRole prod-admin; "account $((Get-AwsRole).Account)"',
      ],
      { env: powerShellEnvironment({ ...context.sandbox.environment, TERM: 'xterm' }), cwd: root },
    );
    const { screen } = JSON.parse(stdout);
    assert.match(screen, /MFA code of arn:aws:iam::111122223333:mfa\/alice/);
    assert.match(screen, /account 444455556666/);
  });

  it('a failure ends the script with any preference, and the role before stays', hasPowerShell, async () => {
    const { stdout, stderr } = await pwsh(
      `Use-AwsRole dev
       foreach ($preference in 'Stop', 'Continue', 'SilentlyContinue', 'Ignore') {
           try { Use-AwsRole prod-admin -ErrorAction $preference; 'went on' } catch { "$($_.FullyQualifiedErrorId): $_" }
       }
       "[$Env:AWS_PROFILE]"
       $ErrorActionPreference = 'Continue'
       Use-AwsRole no-such-profile -ErrorAction SilentlyContinue; 'went on'`,
    );
    assert.equal(
      stdout.match(/^MfaRequired: Profile 'prod-admin' needs .* pass the code with -MfaCode\.$/gm)?.length,
      4,
      stdout,
    );
    assert.match(stdout, /^\[dev\]$/m);
    assert.doesNotMatch(stdout, /went on/);
    assert.match(stderr, /There is no profile 'no-such-profile'/);
  });

  it('a refused code is an error, and the block does not run', hasPowerShell, async () => {
    const { stdout } = await pwsh(
      `$wrong = ConvertTo-SecureString 'abcdef' -AsPlainText -Force
       try { Invoke-AwsRole prod-admin, dev -MfaCode $wrong { 'ran' } } catch { "failed $($_.FullyQualifiedErrorId)" }`,
    );
    assert.match(stdout, /^failed MfaCodeRejected/);
    assert.doesNotMatch(stdout, /ran/);
  });

  it('a block that fails has an Error, and the environment is taken back', hasPowerShell, async () => {
    const { lines } = await pwsh(
      `$before = Get-State
       Invoke-AwsRole dev, no-such-profile, vendor {
           if ($_.Profile -eq 'dev') { throw 'hard' }
           Write-Error 'soft'; 'value'
       } | ForEach-Object { "$($_.Profile)|$($_.Value)|$($_.Error)" }
       "$((Get-State) -ceq $before)"
       (Invoke-AwsRole dev { Use-AwsRole vendor }).Error.FullyQualifiedErrorId
       "$((Get-State) -ceq $before)"`,
    );
    assert.deepEqual(lines, [
      'dev||hard',
      "no-such-profile||There is no profile 'no-such-profile'. To list the profiles, run: roleassist profiles",
      'vendor|value|soft',
      'True',
      'NotInBlock',
      'True',
    ]);
  });

  it('Ctrl-C takes the environment back, in a block and while the host is asked', hasPowerShell, async () => {
    const { lines, stderr } = await pwsh(
      `$before = Get-State
       $shell = [powershell]::Create().AddScript({ Invoke-AwsRole dev { $Env:STARTED = $Env:AWS_PROFILE; while ($true) { Start-Sleep -Milliseconds 20 } } })
       $null = $shell.BeginInvoke()
       while (-not $Env:STARTED) { Start-Sleep -Milliseconds 20 }
       "$Env:AWS_PROFILE"
       $shell.Stop()
       "$((Get-State) -ceq $before)"
       $shell = [powershell]::Create().AddScript({ $Env:ASKING = '1'; Use-AwsRole slow })
       $null = $shell.BeginInvoke()
       while (-not (Test-Path "$Env:FOLDER/asked")) { Start-Sleep -Milliseconds 20 }
       $shell.Stop()
       $shell.Commands.Clear()
       "$((Get-State) -ceq $before) $($shell.AddScript('(Use-AwsRole dev -PassThru).Account').Invoke())"`,
      {
        env: await withProfile(
          (folder) => `[profile slow]\ncredential_process = sh -c "touch ${folder}/asked; exec sleep 600"`,
        ),
      },
    );
    assert.deepEqual(lines, ['dev', 'True', 'True 222233334444'], stderr);
  });

  it('refuses to work beside credentials that a script stored for itself', hasPowerShell, async () => {
    const { lines } = await pwsh(
      `function Invoke-Script {
           Set-AWSCredential -AccessKey AKIAMINE -SecretKey mine
           try { Use-AwsRole dev } catch { $_.FullyQualifiedErrorId }
           (Invoke-AwsRole dev { (Get-STSCallerIdentity).Arn }).Value
       }
       Invoke-Script`,
      { tools: 5 },
    );
    assert.equal(lines[0], 'CredentialsShadowed');
    assert.match(lines[1], arns.dev);
  });

  it('completes profiles and regions, and does nothing with -WhatIf', hasPowerShell, async () => {
    const { lines } = await pwsh(
      `function Complete($text) { (TabExpansion2 $text $text.Length).CompletionMatches.CompletionText -join ' ' }
       Complete 'Use-AwsRole prod-'; Complete "Use-AwsRole 'prod-au"; Complete 'Invoke-AwsRole dev, prod-ad'
       Complete 'Use-AwsRole dev -Region eu-ce'; Complete 'Use-AwsRole it'
       $before = Get-State; Use-AwsRole dev -WhatIf; "$((Get-State) -ceq $before)"`,
      { env: await withProfile(() => `[profile "it's odd"]`) },
    );
    assert.deepEqual(lines.slice(0, 5), [
      'prod-admin prod-audit',
      'prod-audit',
      'prod-admin',
      'eu-central-1',
      "'it''s odd'",
    ]);
    assert.equal(lines.at(-1), 'True');
  });

  it('follows AWS files that are named later', hasPowerShell, async () => {
    const { stdout } = await pwsh(
      `Use-AwsRole dev
       Clear-AwsRole
       $Env:AWS_CONFIG_FILE = "$Env:FOLDER/none"
       Use-AwsRole dev`,
      { env: { FOLDER: await context.scope.temporaryFolder('none') } },
    );
    assert.equal(stdout, '');
  });

  it('shows no secret in a transcript, an error, verbose output or an argument', hasPowerShell, async () => {
    const folder = await context.scope.temporaryFolder('transcript');
    const code = await context.sandbox.nextCode();
    const watch = watchCommandLines();
    const { stdout, stderr } = await pwsh(
      `$null = Start-Transcript -Path "$Env:FOLDER/log" -IncludeInvocationHeader
       $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
       Use-AwsRole prod-admin -MfaCode $code -PassThru -Verbose | Format-List *
       Get-AwsRole | Format-List * -Force
       $StoredAWSCredentials | Format-List * -Force
       Invoke-AwsRole prod-admin, no-such-profile { $_ | Format-List * -Force; Get-ChildItem Env: | Out-String -Width 1000 } -Verbose | Format-List * -Force
       try { Use-AwsRole no-such-profile } catch { $_ | Format-List * -Force }
       $Error | ForEach-Object { $_ | Format-List * -Force | Out-String }
       $null = Stop-Transcript`,
      { tools: 5, env: { FOLDER: folder, CODE: code } },
    );
    const printed = stdout.replaceAll(`CODE                           ${code}`, '') + stderr;
    const { stdout: issued } = await pwsh(
      `Use-AwsRole dev -Delivery Environment; "$Env:AWS_SECRET_ACCESS_KEY"; Clear-AwsRole; "[$Env:AWS_SECRET_ACCESS_KEY]"`,
    );
    assert.match(issued, /^\S{40}\n\[\]/);
    const log = (await readFile(path.join(folder, 'log'), 'utf8')).replaceAll(/^CODE +\d{6}/gm, '');
    assert.match(log, /444455556666/);
    for (const text of [printed.replaceAll(/^CODE +\d{6}/gm, ''), log, watch.stop()]) {
      assert.deepEqual(secretsIn(text, { code }), []);
      assert.doesNotMatch(text, /ASIA[A-Z0-9]{16}|AWS_SESSION_TOKEN +\S|AUTHORIZATION_TOKEN +\S/);
    }
  });
});
