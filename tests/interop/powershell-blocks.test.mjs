// Blocks of Invoke-AwsRole: which of them failed, where they are, and which accounts they run in.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { root } from '../../scripts/lib/project.mjs';
import { secretsIn } from './support/canary.mjs';
import { hasPowerShell, powerShellEnvironment, runPowerShell } from './support/powershell.mjs';
import { runProgram } from './support/programs.mjs';
import { shells } from './support/shells.mjs';
import { describeWithSandbox } from './support/suite.mjs';

const helpers = String.raw`
function Get-State { "[$global:LASTEXITCODE]" + (Get-ChildItem Env: | Where-Object Name -Match '^(AWS|ROLEASSIST)_' | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Value)" } | Out-String) }
function Show { process { "$($_.Profile)|$($_.Value -join ',')|$($_.ExitCode)|$("$($_.Error)".Replace([char]10, '/'))" } }
function Get-Fault($block) { try { & $block } catch { "$($_.FullyQualifiedErrorId): $_" } }
if ($Env:CODE) { $code = ConvertTo-SecureString $Env:CODE -AsPlainText -Force }
$global:LASTEXITCODE = 42
`;
const ways = { 'one after another': '@{}', 'at once': '@{ Parallel = $true }' };

describeWithSandbox(
  'blocks of the PowerShell module',
  (context) => {
    const pwsh = (script, env = {}) =>
      runPowerShell(helpers + script, { env: { ...context.sandbox.environment, ...env } });
    const withCode = async () => ({ CODE: await context.sandbox.nextCode() });

    /** The sandbox's config file with more lines, in a new folder. */
    async function withConfig(lines) {
      const folder = await context.scope.temporaryFolder('config');
      const own = await readFile(context.sandbox.environment.AWS_CONFIG_FILE, 'utf8');
      await writeFile(path.join(folder, 'config'), `${own}\n${lines}\n`);
      return { AWS_CONFIG_FILE: path.join(folder, 'config'), FOLDER: folder };
    }

    for (const [name, way] of Object.entries(ways)) {
      it(`${name}, the exit code tells whether a block failed, and stderr does not`, hasPowerShell, async () => {
        const { lines, stderr } = await pwsh(
          `$way = ${way}; $before = Get-State
           Invoke-AwsRole dev, vendor @way { sh -c 'exit 3' } | Where-Object Error | Show
           Invoke-AwsRole dev @way -WarningAction SilentlyContinue { sh -c 'echo fine; echo some warning >&2' } | Show
           Invoke-AwsRole dev @way { sh -c 'echo first >&2'; sh -c 'printf "\\nusage:\\n\\nbad word" >&2; exit 2' } 3>&1 | ForEach-Object { if ($_ -is [string] -or $_.PSObject.Properties['Profile']) { $_ | Show } else { "warning $_" } }
           Invoke-AwsRole dev @way { sh -c 'echo lost >&2; exit 5' 2>$null } | Show
           Invoke-AwsRole dev @way { sh -c 'exit 1'; $global:LASTEXITCODE = 0; 'handled' } | Show
           Invoke-AwsRole dev @way { sh -c 'echo kept >&2' 2>&1 | ForEach-Object { "$_" } } | Show
           Invoke-AwsRole dev @way { Write-Error 'soft'; sh -c 'echo well'; 'value' } | Show
           Invoke-AwsRole dev @way { sh -c 'exit 6'; throw 'hard' } | Show
           Invoke-AwsRole dev @way { Invoke-AwsCommand sh -c 'echo denied >&2; exit 7' } | Show
           Invoke-AwsRole dev @way { $PSNativeCommandUseErrorActionPreference = $true; $ErrorActionPreference = 'Stop'; sh -c 'echo why >&2; exit 4' } | Show
           Invoke-AwsRole dev @way { "[$LASTEXITCODE]" } | Show
           "$((Get-State) -ceq $before)"`,
        );
        assert.deepEqual(
          lines,
          [
            ...[
              'dev||3|The last program ended with exit code 3.',
              'vendor||3|The last program ended with exit code 3.',
            ],
            'dev|fine|0|',
            ...['dev||2|usage://bad word', 'warning dev: first'],
            'dev||5|The last program ended with exit code 5.',
            'dev|handled|0|',
            'dev|kept|0|',
            'dev|well,value|0|soft',
            'dev||6|hard',
            'dev||7|denied',
            'dev||4|why',
            ...['dev|[]||', 'True'],
          ],
          stderr,
        );
      });

      it(`${name}, a guard in a block knows where it is`, hasPowerShell, async () => {
        const { lines, stderr } = await pwsh(
          `$way = ${way}
           Invoke-AwsRole dev, vendor -Region eu-north-1 @way {
               if ((Get-AwsRole).Account -ne '777788889999') { throw 'Wrong account.' }
               $role = Get-AwsRole; "$($role.Profile) $($role.Region) $($role.Arn -like '*/vendor-access/*') $($role.Expiration -gt (Get-Date))" } | Show
           "[$(Get-AwsRole)]"`,
        );
        assert.deepEqual(lines, ['dev|||Wrong account.', 'vendor|vendor eu-north-1 True True||', '[]'], stderr);
      });

      it(`${name}, a break leaves the block only`, hasPowerShell, async () => {
        const { lines, stderr } = await pwsh(
          `$way = ${way}; $before = Get-State
           foreach ($turn in 1, 2) { Invoke-AwsRole dev, vendor @way { if ($_.Profile -eq 'dev') { break }; 'ran' } | Show }
           "$((Get-State) -ceq $before)"`,
        );
        const turn = [/^dev\|\|\|The block ended itself by break/, /^vendor\|ran\|\|$/];
        [...turn, ...turn, /^True$/].forEach((expected, index) => assert.match(lines[index] ?? stderr, expected));
      });
    }

    it('a nested block takes back its own, and uses the same host', hasPowerShell, async () => {
      const { lines, stderr } = await pwsh(
        `$before = Get-State
         Use-AwsRole vendor
         $role = Get-State
         Invoke-AwsRole prod-admin -MfaCode $code {
             Invoke-AwsRole prod-audit { (Get-AwsRole).Account; sh -c 'exit 9' } | Show
             "$((Get-AwsRole).Account) $Env:AWS_PROFILE [$LASTEXITCODE]"
             $Env:AWS_PROFILE = 'changed'; Remove-Item Env:AWS_REGION
             throw 'late'
         } | Show
         Invoke-AwsRole prod-admin { Invoke-AwsRole dev { 1 } | Out-Null; (Get-AwsRole).Account } | Show
         "$((Get-State) -ceq $role) $((Get-AwsRole).Account)"
         (Invoke-AwsRole dev -Parallel { Invoke-AwsRole vendor { 1 } }).Error.Exception.Message
         Clear-AwsRole
         "$((Get-State) -ceq $before) $(@(Get-Process roleassist | Where-Object { $_.Parent.Id -eq $PID }).Count)"`,
        await withCode(),
      );
      assert.deepEqual(
        lines,
        [
          'prod-admin|||late',
          'prod-admin|444455556666||',
          'True 777788889999',
          'Invoke-AwsRole cannot be used in a block with -Parallel.',
          'True 1',
        ],
        stderr,
      );
    });

    it('exit, a label, Stop and Ctrl-C take everything back', hasPowerShell, async () => {
      const { lines, stderr } = await pwsh(
        `$ErrorActionPreference = 'Stop'; $before = Get-State; $globals = (Get-Variable -Scope Global).Name + 'globals'
         :outer foreach ($null in 1, 2) { Invoke-AwsRole dev { break outer }; 'went on' }
         "$((Get-State) -ceq $before)"
         Invoke-AwsRole dev, vendor { sh -c 'echo w >&2; echo out'; Write-Error 'soft'; 'went on' } -WarningAction Ignore | Show
         "$((Get-State) -ceq $before)"
         Invoke-AwsRole dev, vendor { 1 } | Select-Object -First 1 | Show
         "$((Get-State) -ceq $before)"
         $shell = [powershell]::Create().AddScript({ Invoke-AwsRole dev { sh -c 'touch "$FOLDER/started"; exec sleep 600' } })
         $null = $shell.BeginInvoke()
         while (-not (Test-Path "$Env:FOLDER/started")) { Start-Sleep -Milliseconds 20 }
         $shell.Stop()
         "$((Get-State) -ceq $before)"
         Set-Content "$Env:FOLDER/exit.ps1" 'Invoke-AwsRole dev, vendor { exit 5 }; "went on"'
         & "$Env:FOLDER/exit.ps1"
         "$LASTEXITCODE"; $global:LASTEXITCODE = 42
         "$((Get-State) -ceq $before)"
         "new: $((Get-Variable -Scope Global).Name | Where-Object { $_ -notin $globals + 'foreach', 'shell' })"
         $Error | Format-List * -Force | Out-String`,
        { FOLDER: await context.scope.temporaryFolder('exit') },
      );
      assert.deepEqual(
        lines.slice(0, 10),
        ['True', 'dev||0|soft', 'vendor||0|soft', 'True', 'dev|1||', 'True', 'True', '5', 'True', 'new: '],
        stderr,
      );
      assert.deepEqual(secretsIn(lines.join('\n'), {}), []);
    });

    it('takes odd names, a role without a profile, and patterns', hasPowerShell, async () => {
      const names = ["it's", 'ba`ck', '$(dollar)', 'br[1]', 'sp ace'];
      const section = (name) =>
        `[profile "${name}"]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home\nregion = us-east-1`;
      const list = names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ');
      const { lines, stderr } = await pwsh(
        `Invoke-AwsRole ${list} { (Get-AwsRole).Profile } | Show
         Invoke-AwsRole ${list} -Parallel { Invoke-AwsCommand sh -c 'echo $AWS_REGION' } | Show
         Invoke-AwsRole 'br*' { 1 } | Show
         foreach ($way in @{}, @{ Parallel = $true }) {
             Invoke-AwsRole 222233334444/developer -SourceProfile home -DurationSeconds 1200 @way {
                 Invoke-AwsCommand sh -c 'echo $AWS_REGION'
                 (Get-AwsRole).Expiration -lt (Get-Date).AddSeconds(1300) } | Show
         }
         Get-Fault { Invoke-AwsRole 'br[[]*', dev { 1 } }`,
        await withConfig(names.map(section).join('\n')),
      );
      const arn = 'arn:aws:iam::222233334444:role/developer';
      assert.deepEqual(
        lines.slice(0, -1),
        [
          ...names.map((name) => `${name}|${name}||`),
          ...names.map((name) => `${name}|us-east-1|0|`),
          ...['br[1]|1||', `${arn}|us-east-1,True|0|`, `${arn}|us-east-1,True|0|`],
        ],
        stderr,
      );
      assert.match(lines.at(-1), /^ProfileNotFound: No profile matches 'br\[\[\]\*'/);
    });

    it('$using: finds variables of any name', hasPowerShell, async () => {
      const { lines, stderr } = await pwsh(
        `function Invoke-It {
             $index = 1; $runs = 2; $text = 3; $name = 4; $program = 5; $session = @{ profile = @{ call = 6 } }
             Invoke-AwsRole dev, vendor -Parallel {
                 "$using:index$using:runs$using:text$using:name$using:program$($using:session.profile.call) $($using:PID -eq $PID)" } | Show
         }
         Invoke-It`,
      );
      assert.deepEqual(lines, ['dev|123456 True||', 'vendor|123456 True||'], stderr);
    });

    it('selects accounts as run does, and several are confirmed', hasPowerShell, async () => {
      const folder = await context.scope.temporaryFolder('accounts');
      await writeFile(
        path.join(folder, 'list.csv'),
        'id,role,env\n222233334444,developer,dev\n777788889999,none,test\n',
      );
      const { lines, stderr } = await pwsh(
        `Set-Location $Env:FOLDER
         Invoke-AwsRole '*-prod-*', dev -WhatIf { 'ran' } | Show
         Get-Fault { Invoke-AwsRole 'prod-*' -Confirm:$false { 'ran' } }
         Get-Fault { Invoke-AwsRole 'prod-*' -ConfirmProduction 3 { 'ran' } }
         Get-Fault { 'dev', 'v?ndor' | Invoke-AwsRole -ScriptBlock { 'ran' } }
         Get-Fault { Invoke-AwsRole 'no-*' { 'ran' } }
         'dev', 'v?ndor' | Invoke-AwsRole -Confirm:$false -ScriptBlock { 'ran' } | Show
         Invoke-AwsRole -AccountsFile list.csv -SourceProfile home -Include env=dev { (Get-AwsRole).Account } | Show
         Get-Fault { Invoke-AwsRole -AccountsFile list.csv -SourceProfile home -Exclude enf=dev { 'ran' } }
         Invoke-AwsRole -Organization org -Role OrganizationAccountAccessRole -Include 'name=*-prod-*' -MfaCode $code -ConfirmProduction 1 -Parallel { Invoke-AwsCommand sh -c 'echo program'; $_.Account } | ForEach-Object { "$($_.Value) $($_.Account)$($_.Error)" }`,
        { ...(await withCode()), FOLDER: folder },
      );
      const expected = [
        /^What if: .*-prod-0001, dev"/,
        /^ConfirmationRequired: Run in 2 accounts, 2 of them production: .* -ConfirmProduction 2/,
        /^InvalidArgument: The block would run in 2 production accounts, not 3\./,
        /^ConfirmationRequired: Run in 2 accounts: .* -Confirm:\$false/,
        /^ProfileNotFound: No profile matches 'no-\*'/,
        ...[/^dev\|ran\|\|$/, /^vendor\|ran\|\|$/],
        /^arn:aws:iam::222233334444:role\/developer\|222233334444\|\|$/,
        /^InvalidArgument: No selected account has an attribute 'enf'/,
        /^program (\d{12}) \1$/,
      ];
      expected.forEach((pattern, index) => assert.match(lines[index] ?? stderr, pattern));
      assert.equal(lines.length, expected.length);
    });

    const hasTerminal = { skip: hasPowerShell.skip || !existsSync('/usr/bin/python3') };
    for (const [typed, answer] of Object.entries({ 1: /ran 1/, 2: /Nothing was run/ })) {
      it(`runs in production only if the number is typed: ${typed}`, hasTerminal, async () => {
        const terminal = fileURLToPath(new URL('support/terminal.py', import.meta.url));
        const { stdout } = await runProgram(
          [
            ...['/usr/bin/python3', terminal, `${typed}\r`],
            ...shells.pwsh.command.filter((word) => word !== '-NonInteractive'),
            `"$(Invoke-AwsRole dev, 'v*', 'ci*' { 'ran ' + (1) } | ForEach-Object Value)"`,
          ],
          {
            env: powerShellEnvironment({
              ...context.sandbox.environment,
              ...(await withConfig(
                '[profile v-prod]\nrole_arn = arn:aws:iam::222233334444:role/developer\nsource_profile = home',
              )),
              TERM: 'xterm',
            }),
            cwd: root,
          },
        );
        const { screen } = JSON.parse(stdout);
        assert.match(screen, /Run in 4 accounts, 1 of them production \(dev, vendor, v-prod, ci\)\? Type 1 to go on/);
        assert.match(screen, answer);
      });
    }
  },
  { accounts: 3 },
);
