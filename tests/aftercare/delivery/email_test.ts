import assert from "node:assert/strict";
import PostalMime from "postal-mime";
import { composeMail } from "../../../src/aftercare/delivery/compose_mail.ts";
import { isMailAddress } from "../../../src/config/mod.ts";
import { message } from "../../../src/errors.ts";
import { renderMail, viewModel } from "../../../src/report/mod.ts";
import { atlasMeeting, finders, meeting, weeklyMeeting } from "../../support/sample_report.ts";
import { sealedHome } from "../../support/sealed_home.ts";
import { ask, taskOf } from "./delivery_home.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

const WORD = new Uint8Array([0x50, 0x4b, 3, 4, 0, 255, 13, 10, 46, 13, 10]);

Deno.test("the draft opens in a foreign reader: unsent, to whom it goes, the report in text and HTML, its views to the byte", async () => {
  await using home = await sealedHome({ views: { "report.docx": WORD, "report.html": "<p>é</p>" } });
  await ask(home, "email");
  const to = ["direction@exemple.fr", "Réunion Équipe <equipe@exemple.fr>"];
  assert.equal(await home.run(taskOf("email", { email: { to, attach: ["docx", "pdf", "html"] } })), true);

  const mail = await PostalMime.parse(await home.text("report.eml"));
  assert.equal(mail.headers.find(({ key }) => key === "x-unsent")?.value, "1");
  assert.equal(
    plain(mail.subject ?? ""),
    "Compte rendu : Réunion projet Atlas (23 novembre 2026 à 14 h 05)",
  );
  assert.deepEqual(mail.to?.map(({ name, address }) => [name, address]), [
    ["", "direction@exemple.fr"],
    ["Réunion Équipe", "equipe@exemple.fr"],
  ]);
  assert.equal(mail.from, undefined);
  assert.equal(new Date(mail.date ?? 0).getTime(), new Date("2026-11-23T15:02:00").getTime());

  const text = plain(mail.text ?? "");
  assert.match(text, /^Réunion projet Atlas\n/);
  assert.match(text, /Résumé\n- Le budget du projet Atlas est .* \(0:\d\d\)\n/);
  assert.match(text, /Décisions\n- /);
  assert.match(text, /Actions\n- Hugo : Corriger la documentation – jeudi \(0:\d\d\)\n/);
  assert.match(text, /Questions ouvertes\n- /);
  assert.match(
    text,
    /Joint : 2026-11-23_1405_point-projet\.docx\nJoint : 2026-11-23_1405_point-projet\.html\n/,
  );
  assert.match(text, /Pas joint, car ce compte rendu ne l'a pas : PDF/);
  assert.match(mail.html ?? "", /<h2[^>]*>Décisions<\/h2>\s*<ul>\s*<li>/);
  assert.deepEqual(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType]), [
    [
      "2026-11-23_1405_point-projet.docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ],
    ["2026-11-23_1405_point-projet.html", "text/html"],
  ]);
  assert.deepEqual(new Uint8Array(mail.attachments[0].content as ArrayBuffer), WORD);

  const receipt = await home.json("delivery/email.receipt.json");
  assert.equal(receipt.outcome, "delivered");
  assert.equal(receipt.to, "report.eml");
  assert.deepEqual(receipt.remarks, [message("delivery.mail.missing", { formats: "PDF" })]);
  assert.equal(await home.has("delivery/email.request.json"), false);
});

Deno.test("the same report gives the same draft, and one that a person changed is kept", async () => {
  await using home = await sealedHome({ views: { "report.docx": WORD } });
  const task = taskOf("email", { email: { to: ["a@exemple.fr"] } });
  await ask(home, "email");
  await home.run(task);
  const first = await home.text("report.eml");
  await ask(home, "email");
  await home.run(task);
  assert.equal(await home.text("report.eml"), first);
  assert.equal(await home.has("report (2).eml"), false);

  await home.put("report.eml", "From: moi@exemple.fr\n\nMes mots.");
  await ask(home, "email");
  await home.run(task);
  assert.equal(await home.text("report.eml"), "From: moi@exemple.fr\n\nMes mots.");
  assert.equal(await home.text("report (2).eml"), first);
  assert.equal((await home.json("delivery/email.receipt.json")).to, "report (2).eml");

  // With other recipients the draft that greffier wrote itself is written anew.
  await ask(home, "email");
  await home.run(taskOf("email", { email: { to: ["b@exemple.fr"] } }));
  assert.match(await home.text("report (2).eml"), /^To: b@exemple\.fr$/m);
});

Deno.test("what was said is shown as text, and can become neither a header nor markup nor a file that is read", async () => {
  const hostile = `<img src=x onerror=alert(1)> & "x"\r\nBcc: espion@exemple.fr`;
  const input = meeting({
    name: `${hostile}`,
    said: [{ start: 1, end: 2, channel: 0, text: `Nous validons ${hostile} \u202egnp.exe.` }],
    findings: (segments) => ({ decisions: [finders(segments).decision("Nous validons")] }),
  });
  const mail = renderMail(viewModel(input), []);
  assert.doesNotMatch(mail.html, /<img/);
  assert.match(mail.html, /&#60;img src=x onerror=alert\(1\)&#62; &#38; &#34;x&#34;/);
  assert.doesNotMatch(mail.text, /\u202e/);
  const bytes = await composeMail({
    ...mail,
    to: ["a@exemple.fr"],
    key: "0".repeat(40),
    date: new Date(0),
    attachments: [],
  });
  const read = await PostalMime.parse(bytes);
  assert.equal(read.bcc, undefined);
  assert.equal(read.headers.filter(({ key }) => key === "bcc").length, 0);
});

Deno.test("an address is one address: no second one, no line break, no brackets out of place", async () => {
  const good = [
    "a@b.fr",
    "claire.martin+x@sous.exemple.fr",
    "Claire Martin <claire@exemple.fr>",
    "élève@école.fr",
  ];
  const bad = [
    "",
    "claire",
    "a@b@c.fr",
    "a@b.fr, c@d.fr",
    "a@b.fr;c@d.fr",
    "a@b.fr\r\nBcc: x@y.fr",
    "a@b.fr\nx",
    'Claire "x" <a@b.fr>',
    "<a@b.fr>",
    "Claire <a@b.fr> x",
    "Claire\t<a@b.fr>",
    "a b@c.fr",
    `${"a".repeat(320)}@b.fr`,
  ];
  for (const address of good) assert.equal(isMailAddress(address), true, address);
  for (const address of bad) {
    assert.equal(isMailAddress(address), false, JSON.stringify(address));
    await assert.rejects(
      composeMail({
        to: [address],
        subject: "",
        text: "",
        html: "",
        key: "k",
        date: new Date(0),
        attachments: [],
      }),
      TypeError,
    );
  }
});

Deno.test("an English report makes an English draft; what is too large for an e-mail is named and left out", async () => {
  await using home = await sealedHome({
    input: weeklyMeeting(),
    views: { "report.html": new Uint8Array(15 * 2 ** 20), "report.docx": WORD },
  });
  await ask(home, "email");
  await home.run(taskOf("email", { email: { to: ["a@example.com"], attach: ["docx", "html"] } }));
  const mail = await PostalMime.parse(await home.text("report.eml"));
  assert.match(mail.subject ?? "", /^Report: Weekly meeting \(/);
  assert.match(mail.text ?? "", /Actions\n- Emma: Send the quote – before Thursday/);
  assert.match(mail.text ?? "", /Not attached, too large for an e-mail: HTML/);
  assert.equal(mail.attachments.length, 1);
});

Deno.test("a report without words says why, in its draft too; a draft for nobody is given up at once", async () => {
  const input = atlasMeeting();
  await using home = await sealedHome({
    input: { ...input, transcripts: [], synthesis: undefined, blocks: [] },
  });
  await ask(home, "email");
  await home.run(taskOf("email", { email: { to: ["a@exemple.fr"], attach: [] } }));
  const mail = await PostalMime.parse(await home.text("report.eml"));
  assert.ok(viewModel({ ...input, transcripts: [], synthesis: undefined, blocks: [] }).empty);
  assert.doesNotMatch(mail.text ?? "", /Décisions/);

  await ask(home, "email");
  await home.run(taskOf("email", {}));
  const receipt = await home.json("delivery/email.receipt.json");
  assert.equal(receipt.outcome, "failed");
  assert.equal(receipt.cause.key, "delivery.off.email");
  assert.equal(await home.has("delivery/email.request.json"), false);
});
