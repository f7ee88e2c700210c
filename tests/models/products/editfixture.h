#pragma once

#include "models/products/editsession.h"
#include "models/products/variantsmodel.h"
#include "tests/support/fakeengine.h"
#include "tests/support/fakereader.h"

#include <QAbstractItemModelTester>

#include <memory>

namespace Fakes {

/// A session that edits products of a small catalogue, and the table of its variants, made anew for every test: begin()
/// in init(), end() in cleanup().
class EditFixture
{
protected:
    void begin()
    {
        m_reader = std::make_unique<FakeReader>();
        m_reader->makeCatalogue(20);
        m_engine = std::make_unique<FakeEngine>();
        m_session = std::make_unique<Models::EditSession>(*m_engine, *m_reader);
        m_variants = std::make_unique<Models::VariantsModel>(*m_session);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_variants.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void end()
    {
        m_tester.reset();
        m_variants.reset();
        m_session.reset();
        m_engine.reset();
        m_reader.reset();
    }

    std::unique_ptr<FakeReader> m_reader;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Models::EditSession> m_session;
    std::unique_ptr<Models::VariantsModel> m_variants;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace Fakes
