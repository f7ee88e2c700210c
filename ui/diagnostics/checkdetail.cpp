#include "ui/diagnostics/checkdetail.h"

#include "models/diagnostics/diagnosticsreport.h"
#include "ui/style/labels.h"
#include "ui/style/signlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Ui {

CheckDetail::CheckDetail(QWidget *parent)
    : QFrame(parent)
    , m_sign(new SignLabel)
    , m_summary(textLabel({}))
    , m_meaningTitle(mutedLabel(tr("What It Means"), TextSize::Small))
    , m_meaning(textLabel({}))
    , m_evidenceTitle(mutedLabel(tr("Evidence"), TextSize::Small))
    , m_evidence(textLabel({}))
    , m_remedyTitle(mutedLabel(tr("What You Can Do"), TextSize::Small))
    , m_effect(textLabel({}))
    , m_mend(button({}, u"openRemedy"_s, ButtonKind::Primary, u"wrench"_s))
{
    setProperty("role", u"card"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(4);
    m_sign->setFont(scaledFont(TextSize::Section));
    m_summary->setObjectName(u"checkSummary"_s);
    m_meaning->setObjectName(u"checkMeaning"_s);
    m_evidence->setObjectName(u"checkEvidence"_s);
    m_evidence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_sign);
    layout->addWidget(m_summary);
    for (const auto &[title, text] :
        {std::pair{m_meaningTitle, m_meaning}, {m_evidenceTitle, m_evidence}, {m_remedyTitle, m_effect}}) {
        layout->addSpacing(8);
        layout->addWidget(title);
        layout->addWidget(text);
    }
    layout->addSpacing(4);
    layout->addWidget(m_mend, 0, Qt::AlignLeading);
    layout->addStretch();
    connect(m_mend, &QPushButton::clicked, this, [this] {
        if (m_result && m_result->remedy)
            Q_EMIT remedyRequested(*m_result->remedy);
    });
    setResult({});
}

void CheckDetail::setResult(const std::optional<Sync::CheckResult> &result)
{
    m_result = result;
    if (result)
        m_sign->setBadge(Models::badgeFor(result->status), result->name);
    m_sign->setVisible(result.has_value());
    m_summary->setText(result ? result->summary : tr("Choose a check to see what it means and what to do."));
    const auto show = [](QLabel *title, QLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
        title->setVisible(!text.isEmpty());
    };
    show(m_meaningTitle, m_meaning, result ? result->meaning : QString());
    show(m_evidenceTitle, m_evidence, result ? result->evidence.join(u'\n') : QString());
    const bool mendable = result && result->remedy;
    show(m_remedyTitle, m_effect, mendable ? result->remedy->effect : QString());
    m_mend->setVisible(mendable);
    m_mend->setText(mendable ? result->remedy->label % u"…"_s : QString());
    m_mend->setAccessibleName(m_mend->text());
}

} // namespace Ui
